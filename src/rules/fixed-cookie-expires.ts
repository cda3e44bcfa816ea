import type * as t from '@babel/types';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import { propertyOf, startOf, unwrap } from '../inspect/syntax/ast.ts';
import { factors } from '../inspect/syntax/number-value.ts';
import { type SourceFile, textOf } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const fixedCookieExpires = {
  id: 'fixed-cookie-expires',
  what: 'cookie.expires is a fixed time.',
  severity: 'error',
  why: 'Once that time has passed, browsers discard every new session cookie.',
  fix: 'Use maxAge, which is relative to each request.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const cookie = cookieOf(options);
      const place = optionOf(cookie, 'expires');
      const maxAge = cookie && propertyOf(cookie.node, 'maxAge');
      if (!place || factors(place.node.value) || !ageAtStart(place.file, place.node.value)) return [];
      // The later of the two properties takes precedence.
      if (maxAge && startOf(maxAge) > startOf(place.node)) return [];
      const message = 'cookie.expires is computed once at startup.';
      return [{ place, message }];
    }),
} satisfies Rule;

/** The node of the age in `Date.now() + age` and `new Date(Date.now() + age)`, or a number used as an age. */
export function ageAtStart(file: SourceFile, value: t.Node): t.Node | undefined {
  const inner = unwrap(value);
  if (
    inner.type === 'NewExpression' &&
    inner.callee.type === 'Identifier' &&
    inner.callee.name === 'Date' &&
    inner.arguments[0]
  )
    return ageAtStart(file, inner.arguments[0]);
  if (inner.type === 'BinaryExpression' && inner.operator === '+')
    return /^(Date\.now\(\)|new Date\(\)\.getTime\(\)|\+?new Date\(\))$/.test(textOf(file, inner.left))
      ? inner.right
      : undefined;
  return factors(inner) ? inner : undefined;
}
