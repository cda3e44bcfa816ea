import type * as t from '@babel/types';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { propertyOf, unwrap } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { secretLiteral, secretLiteralOf, textsOfSecret } from '../../rules/secret-literal.ts';
import type { ObjectPlace } from '../change.ts';
import type { Draft } from '../draft.ts';
import { noteFindings } from '../note-findings.ts';
import { secretExpression } from '../source/layout.ts';

const WHY = 'the secret from the environment';

type Property = t.ObjectProperty | t.ObjectMethod;

/** @param keepsUsers the sessions live on, so the secret has to stay the same */
export function correctSecret(draft: Draft, session: SessionFact, options: ObjectPlace, keepsUsers: boolean): void {
  const property = propertyOf(options.node, 'secret');
  const { file } = options;
  if (!property) {
    draft.addProperty(options, `secret: ${secretExpression(draft, file)}`, WHY);
    draft.note('secret-added', `express-session needs a secret: it is read from ${draft.answers.secretEnv}.`, {
      file,
      node: options.node,
    });
    return;
  }
  if (keepsUsers) {
    warnOfSecret(draft, session);
    return;
  }
  const literal = movableSecret(draft, file, property);
  if (literal) draft.replaceNode(file, literal, secretExpression(draft, file), WHY);
}

/** A secret in the source that has to stay what it is. */
export function warnOfSecret(draft: Draft, session: SessionFact): void {
  const fix = `Move it to ${draft.answers.secretEnv} with the same value: another one would log everybody out.`;
  noteFindings(draft, { ...secretLiteral, why: undefined, fix }, secretLiteral.check({ sessions: [session] }));
}

/** The literal of a secret that can make way for a variable; says why where it cannot, and that it does. */
export function movableSecret(draft: Draft, file: SourceFile, property: Property): t.Node | undefined {
  const literal = property.type === 'ObjectProperty' ? secretLiteralOf(file, property.value) : undefined;
  if (!literal) return undefined;
  const at = { file, node: property };
  if (isFallback(draft)) {
    const message = `The secret stands in the source, for when ${draft.answers.secretEnv} is not set. Set it everywhere: with this one, everybody with the code can sign cookies.`;
    draft.note('secret-literal', message, at, 'warning');
    return undefined;
  }
  const shared = textsOfSecret(literal).some(
    (text) => draft.project.files.flatMap((other) => occurrences(other.text, text)).length > 1,
  );
  if (shared || isListOfOthers(file, literal)) {
    const message = 'The secret stands in the source, more than once: move all places to one variable together.';
    draft.note('secret-literal-shared', message, at, 'warning');
    return undefined;
  }
  draft.note(
    'secret-moved',
    `The secret was in the source, where everybody with the code can sign cookies. It is now read from ${draft.answers.secretEnv}, with a new value.`,
    at,
  );
  return literal;
}

/** One of several sessions is there for when the variable is not: the code asks whether it is set. */
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

/** A constant that is typed as a list, or read as one elsewhere, has to stay a list. */
function isListOfOthers(file: SourceFile, literal: t.Node): boolean {
  const holder = file.index.parents.get(literal);
  if (unwrap(literal).type !== 'ArrayExpression' || holder?.type !== 'VariableDeclarator') return false;
  const binding = holder.id.type === 'Identifier' ? file.index.resolve(holder.id) : undefined;
  return (binding?.references.length ?? 0) > 1 || binding?.identifier.typeAnnotation != null;
}

function occurrences(text: string, word: string): string[] {
  return text.split(/(['"`])/).filter((part) => part === word && word !== '');
}
