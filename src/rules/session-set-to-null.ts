import { stepOf } from '../inspect/sessions/handlers.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import { uniquePlaces } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const sessionSetToNull = {
  id: 'session-set-to-null',
  what: 'req.session is set to null, which does not end the session.',
  severity: 'error',
  why: 'By default, the store keeps it, and the next request is signed in again.',
  fix: 'Call req.session.destroy().',
  check: ({ sessions, rivalSessions, audit }: Facts<'sessions' | 'rivalSessions' | 'audit'>): Finding[] => {
    const isCertain = sessions.every(({ options, shape }) => shape === 'literal' && !optionOf(options, 'unset'));
    if (sessions.length === 0 || rivalSessions.length > 0 || !isCertain) return [];
    const places = audit.handlers().flatMap(({ steps }) => {
      const unset = stepOf(steps, 'unset');
      return unset && !stepOf(steps, 'destroy', 'regenerate', 'clear', 'logout', 'save', 'unknown') ? [unset] : [];
    });
    return uniquePlaces(places).map((place) => ({ place, message: 'The session stays in the store.' }));
  },
} satisfies Rule;
