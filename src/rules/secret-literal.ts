import type * as t from '@babel/types';
import { optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue, unwrap } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

export const secretLiteral = {
  id: 'secret-literal',
  what: 'The secret is in the source code.',
  since: '0.2.0',
  severity: 'warning',
  why: 'Anyone who can read the code can forge session cookies.',
  fix: 'Move it to an environment variable.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(options, 'secret');
      if (!place || !secretLiteralOf(place.file, place.node.value)) return [];
      return [{ place, message: 'The secret is in the source code.' }];
    }),
} satisfies Rule;

/** The literal of a secret: the expression itself, or the initializer of a constant in the same file. */
export function secretLiteralOf(file: SourceFile, value: t.Node): t.Node | undefined {
  const inner = unwrap(value);
  if (textsOfSecret(inner).length > 0) return inner;
  const binding = inner.type === 'Identifier' ? file.index.resolve(inner) : undefined;
  const literal = binding?.kind === 'const' && binding.path.length === 0 ? binding.init : undefined;
  return literal && textsOfSecret(literal).length > 0 ? literal : undefined;
}

/** The secrets in a string literal or an array of string literals; empty for other expressions. */
export function textsOfSecret(node: t.Node): string[] {
  const inner = unwrap(node);
  const texts = (inner.type === 'ArrayExpression' ? inner.elements : [inner]).map((one) => stringValue(one));
  return texts.every((text) => text !== undefined) ? texts : [];
}
