import type * as t from '@babel/types';
import type { ProjectFacts } from '../inspect/facts.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue, unwrap } from '../inspect/syntax/ast.ts';
import { type SourceFile, uniquePlaces } from '../inspect/syntax/source-file.ts';
import { isGuessable, literalSecrets } from './guessable-secret.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const secretLiteral = {
  id: 'secret-literal',
  what: 'The secret is in the source code.',
  severity: 'warning',
  why: 'Anyone who can read the code can forge session cookies.',
  fix: 'Move it to an environment variable.',
  check: ({ audit }: Facts<'audit'>): Finding[] => {
    const literals = literalSecrets(audit);
    // One finding is enough for a secret.
    const first = literals.filter(
      (one, index) => literals.findIndex(({ session }) => session === one.session) === index,
    );
    return uniquePlaces(first.filter(({ text }) => !isGuessable(text))).map((place) => ({ place, message: MESSAGE }));
  },
} satisfies Rule;

const MESSAGE = 'The secret is in the source code.';

/** The literal secret of a session, in any file but the given one. */
export function literalSecretOf(audit: ProjectFacts['audit'], session: SessionFact, besides?: SourceFile): Finding[] {
  const place = literalSecrets(audit).find((one) => one.session === session && one.file !== besides);
  return place ? [{ place, message: MESSAGE }] : [];
}

/** The literal of a secret: the expression itself, or the initializer of a variable in the same file. */
export function secretLiteralOf(file: SourceFile, value: t.Node): t.Node | undefined {
  const literal = file.index.initializerOf(value);
  return textsOfSecret(literal).length > 0 ? literal : undefined;
}

/** The secrets in a string literal or an array of string literals; empty for other expressions. */
export function textsOfSecret(node: t.Node): string[] {
  const inner = unwrap(node);
  const texts = (inner.type === 'ArrayExpression' ? inner.elements : [inner]).map((one) => stringValue(one));
  return texts.every((text) => text !== undefined) ? texts : [];
}
