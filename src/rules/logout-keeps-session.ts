import { isSignOut, isUserKey, stepOf } from '../inspect/sessions/handlers.ts';
import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const logoutKeepsSession = {
  id: 'logout-keeps-session',
  what: 'A sign-out removes the user but keeps the session.',
  severity: 'warning',
  why: 'Its ID and its other data stay valid for whoever signs in next.',
  fix: 'Call req.session.destroy() and res.clearCookie().',
  check: ({ sessions, rivalSessions, audit }: Facts<'sessions' | 'rivalSessions' | 'audit'>): Finding[] => {
    if (sessions.length === 0 || rivalSessions.length > 0) return [];
    const places = audit
      .handlers()
      .filter(isSignOut)
      .flatMap(({ steps }) => {
        const clear = steps.find(({ kind, key }) => kind === 'clear' && isUserKey(key));
        return clear && !stepOf(steps, 'destroy', 'regenerate', 'logout', 'unset') ? [clear] : [];
      });
    return uniquePlaces(places).map((place) => ({ place, message: `Only req.session.${place.key} is removed.` }));
  },
} satisfies Rule;
