import type { SessionFact } from '../inspect/sessions/session.ts';
import type { Finding, Rule } from './rule.ts';
import { trueByDefault } from './true-by-default.ts';

export const resave = {
  id: 'resave',
  what: 'resave is true.',
  since: '0.2.0',
  severity: 'warning',
  why: "With resave, every request writes the session back: concurrent requests overwrite each other's changes, and a destroyed session can reappear.",
  fix: 'Set it to false.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap((session) => trueByDefault(session, 'resave')),
} satisfies Rule;
