import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { Finding, Rule } from './rule.ts';

export const cookiePath = {
  id: 'cookie-path',
  what: 'cookie.path ends in a slash.',
  since: '0.2.0',
  severity: 'warning',
  fix: 'Remove the trailing slash.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(cookieOf(options), 'path');
      const path = stringValue(place?.node.value);
      if (!place || path === undefined || !/^\/.+\/$/.test(path)) return [];
      return [
        { place, message: `cookie.path '${path}' leaves out ${path.slice(0, -1)}, where req.session is undefined.` },
      ];
    }),
} satisfies Rule;
