import { isSignOut, stepOf } from '../inspect/sessions/handlers.ts';
import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const logoutKeepsCookie = {
  id: 'logout-keeps-cookie',
  what: 'A sign-out destroys the session but not its cookie.',
  severity: 'info',
  why: 'The browser keeps sending the ID of a session that does not exist.',
  fix: 'Call res.clearCookie() with the name and the options of the session cookie.',
  check: ({ sessions, audit }: Facts<'sessions' | 'audit'>): Finding[] => {
    if (sessions.length === 0) return [];
    const places = audit
      .handlers()
      .filter(isSignOut)
      .flatMap(({ steps }) => {
        const destroy = stepOf(steps, 'destroy');
        return destroy && !stepOf(steps, 'clear-cookie') ? [destroy] : [];
      });
    return uniquePlaces(places).map((place) => ({ place, message: 'The session cookie is not cleared.' }));
  },
} satisfies Rule;
