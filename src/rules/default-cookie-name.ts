import { sessionCookie } from '../inspect/sessions/live-sessions.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const defaultCookieName = {
  id: 'default-cookie-name',
  what: 'The session cookie has the default name.',
  severity: 'info',
  why: 'Apps on other ports of the same host overwrite it, and it reveals express-session.',
  fix: 'Set name.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions
      .filter((session) => session.options && sessionCookie(session) === 'connect.sid')
      .map((place) => ({ place, message: 'The cookie is called connect.sid.' })),
} satisfies Rule;
