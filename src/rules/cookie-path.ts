import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const cookiePath = {
  id: 'cookie-path',
  what: 'cookie.path ends in a slash.',
  severity: 'warning',
  fix: 'Remove the trailing slash.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(cookieOf(options), 'path');
      const path = stringValue(place?.node.value);
      if (!place || path === undefined || !/^\/.+\/$/.test(path)) return [];
      return [
        { place, message: `cookie.path '${path}' leaves out ${path.slice(0, -1)}, where req.session is undefined.` },
      ];
    }),
} satisfies Rule;
