import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { cookieOf, numberOption } from '../inspect/sessions/options.ts';
import type { SessionFact, StoreFact } from '../inspect/sessions/session.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const touchAfterMaxAge = {
  id: 'touch-after-max-age',
  what: 'touchAfter is not shorter than cookie.maxAge.',
  severity: 'warning',
  why: 'Sessions of active users expire in the database.',
  fix: 'Set it to a fraction of maxAge.',
  check: ({ mongoStores, sessions }: Facts<'mongoStores' | 'sessions'>): Finding[] =>
    allStores(mongoStores).flatMap((store) => {
      const touchAfter = numberOption(store.options, 'touchAfter');
      const maxAge = shortestMaxAge(sessions, store);
      if (!touchAfter || maxAge === undefined || touchAfter.value * 1000 < maxAge) return [];
      const message = `touchAfter (${touchAfter.value} seconds) is not shorter than cookie.maxAge (${maxAge / 1000} seconds).`;
      return [{ place: touchAfter.place, message }];
    }),
} satisfies Rule;

/** The shortest maxAge of the sessions that use a store, in milliseconds. */
function shortestMaxAge(sessions: SessionFact[], { node }: StoreFact): number | undefined {
  const ages = sessions
    .filter(({ store, otherStores }) => [store, ...otherStores].some((one) => one?.node === node))
    .flatMap(({ options }) => numberOption(cookieOf(options), 'maxAge')?.value ?? []);
  return ages.length > 0 ? Math.min(...ages) : undefined;
}
