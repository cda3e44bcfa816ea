import type * as t from '@babel/types';
import { cookieOf, isCookieOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { keyName, unwrap } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const cookieReplaced = {
  id: 'cookie-replaced',
  what: 'The cookie options are replaced by an assignment.',
  severity: 'warning',
  fix: 'Assign single properties of cookie instead.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => lostOptions(options, namesOf(cookieOf(options)?.node))),
} satisfies Rule;

/** Each `options.cookie = {...}` without some of these options. */
export function lostOptions(options: SessionFact['options'], names: string[]): Finding[] {
  if (!options) return [];
  const { file } = options;
  return file.index.assignments.flatMap((node) => {
    const { left, right } = node;
    const value = unwrap(right);
    if (!isCookieOf(options, left) || value.type !== 'ObjectExpression') return [];
    const lost = names.filter((name) => !namesOf(value).includes(name));
    if (lost.length === 0 || value.properties.some(({ type }) => type === 'SpreadElement')) return [];
    return [{ place: { file, node }, message: `This replaces cookie, so ${lost.join(' and ')} set above is lost.` }];
  });
}

function namesOf(object: t.ObjectExpression | undefined): string[] {
  return (object?.properties ?? []).flatMap((one) => (one.type === 'SpreadElement' ? [] : (keyName(one) ?? [])));
}
