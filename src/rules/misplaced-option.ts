import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** https://expressjs.com/en/resources/middleware/session.html */
const OF_COOKIE = ['maxAge', 'expires', 'path', 'domain', 'sameSite', 'secure', 'httpOnly', 'partitioned', 'priority'];
const OF_SESSION = ['proxy', 'rolling', 'resave', 'saveUninitialized', 'secret', 'name', 'store', 'genid', 'unset'];

export const misplacedOption = {
  id: 'misplaced-option',
  what: 'An option of the cookie is given to session(), or the other way round.',
  severity: 'warning',
  fix: 'Move it there.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const find = (from: typeof options, names: string[], message: (name: string) => string): Finding[] =>
        names.flatMap((name) => {
          const place = optionOf(from, name);
          return place ? [{ place, message: message(name) }] : [];
        });
      return [
        ...find(options, OF_COOKIE, (name) => `${name} has no effect here: express-session reads cookie.${name}.`),
        ...find(
          cookieOf(options),
          OF_SESSION,
          (name) => `${name} has no effect in cookie: express-session reads it from the options around cookie.`,
        ),
      ];
    }),
} satisfies Rule;
