import type { Facts, Finding, Rule } from './rule.ts';
import { trueByDefault } from './true-by-default.ts';

export const resave = {
  id: 'resave',
  what: 'resave is true.',
  severity: 'warning',
  why: "With resave, every request writes the session back: concurrent requests overwrite each other's changes, and a destroyed session can reappear.",
  fix: 'Set it to false.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap((session) => trueByDefault(session, 'resave')),
} satisfies Rule;
