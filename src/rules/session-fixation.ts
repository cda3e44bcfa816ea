import { isSignedInByPackage, routeSteps, signIn, stepOf } from '../inspect/sessions/handlers.ts';
import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** https://owasp.org/www-community/attacks/Session_fixation */
export const sessionFixation = {
  id: 'session-fixation',
  what: 'A sign-in keeps the session ID that the visitor came with.',
  severity: 'error',
  why: 'Someone who planted a session cookie beforehand is then signed in as that user.',
  fix: 'Call req.session.regenerate() before setting the user.',
  check: ({ sessions, rivalSessions, audit }: Facts<'sessions' | 'rivalSessions' | 'audit'>): Finding[] => {
    if (sessions.length === 0 || rivalSessions.length > 0) return [];
    const handlers = audit.handlers();
    const places = handlers.flatMap((handler) => {
      const step = audit.isConditional(handler.route) || isSignedInByPackage(handler) ? undefined : signIn(handler);
      const all = routeSteps(handlers, handler);
      return step && !stepOf(all, 'regenerate', 'login', 'authenticate', 'unknown', 'destroy') ? [step] : [];
    });
    return uniquePlaces(places).map((place) => ({
      place,
      message: `The user is stored in req.session.${place.key} without a new session ID.`,
    }));
  },
} satisfies Rule;
