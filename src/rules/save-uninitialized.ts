import type { Facts, Finding, Rule } from './rule.ts';
import { trueByDefault } from './true-by-default.ts';

export const saveUninitialized = {
  id: 'save-uninitialized',
  what: 'saveUninitialized is true.',
  severity: 'warning',
  why: 'With true, every visitor, crawler and health check creates an empty session in the database.',
  fix: 'Set it to false.',
  // An app that reads the ID of an empty session depends on the session being saved.
  check: ({ sessions, readsSessionId }: Facts<'sessions' | 'readsSessionId'>): Finding[] =>
    readsSessionId ? [] : sessions.flatMap((session) => trueByDefault(session, 'saveUninitialized')),
} satisfies Rule;
