import { propertyOf } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const noSecret = {
  id: 'no-secret',
  what: 'session() has no secret.',
  severity: 'error',
  why: 'Every request fails with "secret option required for sessions".',
  fix: 'Set secret to a value from the environment.',
  check: ({ sessions, files }: Facts<'sessions' | 'files'>): Finding[] => {
    // express-session also accepts the secret of cookie-parser.
    if (files.some(({ text }) => /cookie-parser|cookieParser|\.secret\b/.test(text))) return [];
    return sessions
      .filter(
        ({ options, shape, mounted, node }) =>
          mounted &&
          (options
            ? shape === 'literal' &&
              !propertyOf(options.node, 'secret') &&
              // Options in a variable may be completed elsewhere.
              node.arguments[0] === options.node
            : shape === 'none' && node.arguments.length === 0),
      )
      .map((place) => ({ place, message: 'session() is given no secret.' }));
  },
} satisfies Rule;
