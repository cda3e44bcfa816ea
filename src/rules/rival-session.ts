import { runsBefore } from '../inspect/program/execution-order.ts';
import { areAlternatives } from '../inspect/syntax/alternatives.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** cookie-session always replaces `req.session`; client-sessions and express-session keep an existing one. */
export const rivalSession = {
  id: 'rival-session',
  what: 'Another middleware creates req.session as well.',
  severity: 'warning',
  why: 'Nothing is stored by express-session.',
  fix: 'Remove one of the two.',
  check: ({ sessions, rivalSessions }: Facts<'sessions' | 'rivalSessions'>): Finding[] =>
    rivalSessions.flatMap(({ mounted: rival, library }) => {
      if (rival?.node.arguments.length !== 1) return [];
      const hasRival = sessions.some(
        ({ mounted }) =>
          mounted?.node.arguments.length === 1 &&
          !areAlternatives(mounted, rival) &&
          (library === 'cookie-session' || runsBefore(rival.position, mounted.position)),
      );
      return hasRival ? [{ place: rival, message: `${library} creates req.session instead of express-session.` }] : [];
    }),
} satisfies Rule;
