import { cookieOf, isLeftOff, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  files: SourceFile[];
  sessions: SessionFact[];
}

export const insecureCrossSite = {
  id: 'insecure-cross-site',
  what: "cookie.sameSite is 'none' without cookie.secure.",
  since: '0.2.0',
  severity: 'warning',
  why: 'Browsers reject such a cookie.',
  fix: 'Set cookie.secure to true.',
  check: ({ files, sessions }: Facts): Finding[] =>
    sessions.flatMap(({ options }) => {
      const cookie = cookieOf(options);
      const place = optionOf(cookie, 'sameSite');
      if (!cookie || stringValue(place?.node.value)?.toLowerCase() !== 'none' || !isLeftOff(files, cookie, 'secure'))
        return [];
      return place ? [{ place, message: "cookie.sameSite is 'none', but cookie.secure is off." }] : [];
    }),
} satisfies Rule;
