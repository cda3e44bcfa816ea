import type * as t from '@babel/types';
import { isProcessEnv } from '../inspect/program/value.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { isMember, keyName, stringValue, unwrap } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

export const secretFallback = {
  id: 'secret-fallback',
  what: 'The secret falls back to one in the source code.',
  since: '0.2.0',
  severity: 'warning',
  why: 'With the fallback, anyone who can read the code can forge session cookies.',
  fix: 'Set the variable wherever the app runs.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(options, 'secret');
      const name = place && variableWithFallback(place.file, place.node.value);
      return place && name !== undefined ? [{ place, message: fallbackText(name) }] : [];
    }),
} satisfies Rule;

export const fallbackText = (name: string): string =>
  `The source code contains a fallback secret for when ${name} is not set.`;

/** NAME of `process.env.NAME || 'text'`, also of a constant with that value. */
function variableWithFallback(file: SourceFile, value: t.Node): string | undefined {
  const node = unwrap(value);
  const binding = node.type === 'Identifier' ? file.index.resolve(node) : undefined;
  if (binding?.kind === 'const' && binding.path.length === 0 && binding.init)
    return variableWithFallback(file, binding.init);
  if (node.type !== 'LogicalExpression' || node.operator === '&&' || !stringValue(node.right)) return undefined;
  const left = unwrap(node.left);
  return isMember(left) && isProcessEnv(left.object) ? keyName(left) : undefined;
}
