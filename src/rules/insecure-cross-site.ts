import { cookieOf, isLeftOff, optionOf } from '../inspect/sessions/options.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const insecureCrossSite = {
  id: 'insecure-cross-site',
  what: "cookie.sameSite is 'none' without cookie.secure.",
  severity: 'warning',
  why: 'Browsers reject such a cookie.',
  fix: 'Set cookie.secure to true.',
  check: ({ files, sessions }: Facts<'files' | 'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const cookie = cookieOf(options);
      const place = optionOf(cookie, 'sameSite');
      if (!cookie || stringValue(place?.node.value)?.toLowerCase() !== 'none' || !isLeftOff(files, cookie, 'secure'))
        return [];
      return place ? [{ place, message: "cookie.sameSite is 'none', but cookie.secure is off." }] : [];
    }),
} satisfies Rule;
