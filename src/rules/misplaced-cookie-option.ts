import { COOKIE_OPTIONS, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { Finding, Rule } from './rule.ts';

export const misplacedCookieOption = {
  id: 'misplaced-cookie-option',
  severity: 'warning',
  why: 'It is an option of the cookie.',
  fix: 'Move it into cookie: { ... }.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap(({ options }) =>
      [...COOKIE_OPTIONS].flatMap((name) => {
        const place = optionOf(options, name);
        return place ? [{ place, message: `session() ignores ${name} here.` }] : [];
      }),
    ),
} satisfies Rule;
