import type * as t from '@babel/types';
import type { SecretFact } from '../../inspect/sessions/secrets.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { contains, propertyOf, unwrap } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { generatedFinding, generatedSecret, generatedSecrets } from '../../rules/generated-secret.ts';
import { explain } from '../../rules/rule.ts';
import { fallbackText, secretFallback } from '../../rules/secret-fallback.ts';
import { literalSecretOf, secretLiteral, secretLiteralOf, textsOfSecret } from '../../rules/secret-literal.ts';
import type { ObjectPlace } from '../change.ts';
import type { Draft } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';
import { secretExpression } from '../wiring/secret-expression.ts';

const WHY = 'read the secret from the environment';

/**
 * Adds a missing secret, or moves one that is literal or generated at startup to the environment.
 * @param keepsSessions existing sessions stay valid, so the secret must not change
 */
export function correctSecret(draft: Draft, session: SessionFact, options: ObjectPlace, keepsSessions: boolean): void {
  const property = propertyOf(options.node, 'secret');
  const { file } = options;
  if (!property) {
    draft.addProperty(options, `secret: ${secretExpression(draft, file)}`, WHY);
    const message = `Added the secret that express-session requires, read from ${draft.answers.secretEnv}.`;
    draft.note('secret-added', message, { file, node: options.node });
    return;
  }
  const generated = generatedSecrets(draft.project.audit).find((one) => one.session === session);
  if (generated) {
    replaceGenerated(draft, generated, property);
    return;
  }
  if (keepsSessions) {
    warnOfSecret(draft, session);
    return;
  }
  const literal = movableSecret(draft, file, property);
  if (literal) draft.replaceNode(file, literal, secretExpression(draft, file), WHY);
  // Other code may use a secret of another file.
  else noteFindings(draft, secretLiteral, literalSecretOf(draft.project.audit, session, file));
}

/** Replaces a secret that is generated in the options; reports one that is generated elsewhere, where more may use it. */
function replaceGenerated(draft: Draft, { file, node }: SecretFact, property: t.ObjectMember): void {
  if (!contains(property, node)) {
    noteFindings(draft, generatedSecret, [generatedFinding({ file, node })]);
    return;
  }
  draft.replaceNode(file, node, secretExpression(draft, file), WHY);
  draft.removesUseOf({ file, nodes: [node] });
  const message = `Replaced the secret that was generated at startup: every restart and every further process signed all users out. It is now read from ${draft.answers.secretEnv}.`;
  draft.note('secret-generated', message, { file, node });
}

/** Warns about a secret in the source code whose value must not change. */
export function warnOfSecret(draft: Draft, session: SessionFact): void {
  const fix = `Move it to ${draft.answers.secretEnv} with the same value; a new value would log everyone out.`;
  noteFindings(draft, { ...secretLiteral, why: undefined, fix }, literalSecretOf(draft.project.audit, session));
}

/**
 * The literal of a secret that can be replaced with an environment variable; adds a note about the change, or why it is
 * not made.
 */
export function movableSecret(draft: Draft, file: SourceFile, property: t.ObjectMember): t.Node | undefined {
  const literal = property.type === 'ObjectProperty' ? secretLiteralOf(file, property.value) : undefined;
  if (!literal) return undefined;
  const at = { file, node: property };
  if (isFallback(draft)) {
    const message = explain(secretFallback, { message: fallbackText(draft.answers.secretEnv) });
    draft.warn(secretFallback.id, message, at);
    return undefined;
  }
  const shared = textsOfSecret(literal).some(
    (text) => draft.project.files.flatMap((other) => occurrences(other.text, text)).length > 1,
  );
  if (shared || isSharedArray(file, literal)) {
    const message =
      'The secret is in the source code more than once. Move all occurrences to one environment variable.';
    draft.warn('secret-literal-shared', message, at);
    return undefined;
  }
  draft.note(
    'secret-moved',
    `Replaced the secret in the source code, with which anyone who can read the code can forge session cookies. It is now read from ${draft.answers.secretEnv}, with a new value.`,
    at,
  );
  return literal;
}

/** Whether the code chooses between several sessions by testing the variable of the secret. */
function isFallback({ project, answers }: Draft): boolean {
  if (project.sessions.length < 2) return false;
  return project.environment.reads.some(({ name, file, node }) => {
    if (name !== answers.secretEnv) return false;
    let at: t.Node = node;
    let parent = file.index.parents.get(at);
    while (parent && /^(Logical|Unary|Binary|Parenthesized)Expression$/.test(parent.type)) {
      at = parent;
      parent = file.index.parents.get(at);
    }
    return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === at;
  });
}

/** Whether the literal initializes an array constant that has a type annotation or further references. */
function isSharedArray(file: SourceFile, literal: t.Node): boolean {
  const parent = file.index.parents.get(literal);
  if (unwrap(literal).type !== 'ArrayExpression' || parent?.type !== 'VariableDeclarator') return false;
  const binding = parent.id.type === 'Identifier' ? file.index.resolve(parent.id) : undefined;
  return (binding?.references.length ?? 0) > 1 || binding?.identifier.typeAnnotation != null;
}

function occurrences(text: string, word: string): string[] {
  return text.split(/(['"`])/).filter((part) => part === word && word !== '');
}
