import { cookieOf, isLeftOff, optionOf } from '../inspect/sessions/options.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3 */
export const cookiePrefix = {
  id: 'cookie-prefix',
  what: 'The cookie does not meet the conditions of the prefix of its name.',
  severity: 'error',
  why: 'Browsers reject this one.',
  check: ({ files, sessions }: Facts<'files' | 'sessions'>): Finding[] =>
    sessions.flatMap(({ options, shape }) => {
      const place = optionOf(options, 'name') ?? optionOf(options, 'key');
      const prefix = /^__(Host|Secure)-/i.exec(
        stringValue(place?.file.index.initializerOf(place.node.value)) ?? '',
      )?.[0];
      const cookie = cookieOf(options);
      if (!place || !options || prefix === undefined || shape === 'computed') return [];
      const isInsecure = cookie ? isLeftOff(files, cookie, 'secure') : !optionOf(options, 'cookie');
      const path = stringValue(optionOf(cookie, 'path')?.node.value) ?? '/';
      const isWrong =
        isInsecure || (/host/i.test(prefix) && (optionOf(cookie, 'domain') !== undefined || path !== '/'));
      const needs = /host/i.test(prefix) ? "secure: true, path '/' and no domain" : 'secure: true';
      return isWrong ? [{ place, message: `A cookie whose name starts with ${prefix} needs ${needs}.` }] : [];
    }),
} satisfies Rule;
