import { sessionCookie } from '../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { Finding, Rule } from './rule.ts';

export const defaultCookieName = {
  id: 'default-cookie-name',
  what: 'The session cookie has the default name.',
  since: '0.2.0',
  severity: 'info',
  why: 'Apps on other ports of the same host overwrite it, and it reveals express-session.',
  fix: 'Set name.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions
      .filter((session) => session.options && sessionCookie(session) === 'connect.sid')
      .map((place) => ({ place, message: 'The cookie is called connect.sid.' })),
} satisfies Rule;
