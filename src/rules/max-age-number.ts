import type * as t from '@babel/types';
import { isProcessEnv } from '../inspect/program/value.ts';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { isMember, keyName, unwrap } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

export const maxAgeNumber = {
  id: 'max-age-number',
  what: 'cookie.maxAge is a string.',
  since: '0.2.0',
  severity: 'error',
  why: 'express-session throws a TypeError for a string.',
  fix: 'Convert it with Number().',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(cookieOf(options), 'maxAge');
      if (!place || !isVariable(place.file, place.node.value)) return [];
      return [{ place, message: 'cookie.maxAge is a string from the environment.' }];
    }),
} satisfies Rule;

/** Whether an expression is `process.env.NAME`, with or without a fallback, but without a conversion. */
export function isVariable(file: SourceFile, value: t.Node): boolean {
  const node = unwrap(value);
  if (node.type === 'LogicalExpression') return node.operator !== '&&' && isVariable(file, node.left);
  const binding = node.type === 'Identifier' ? file.index.resolve(node) : undefined;
  if (binding?.kind === 'const' && binding.init && binding.path.length === 0) return isVariable(file, binding.init);
  return isMember(node) && isProcessEnv(node.object) && keyName(node) !== undefined;
}
