import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { propertyOf } from '../../../inspect/syntax/ast.ts';
import { note, type Work } from '../../add/work.ts';
import type { ObjectPlace } from '../../source/object-literals.ts';
import { cookieOf, factors, product } from '../correct-cookie-expires.ts';

const TEN_YEARS_S = 10 * 365 * 24 * 60 * 60;

/** Durations of a connect-mongo store that cannot be meant: they stay, and a note says what they do. */
export function warnOfDurations(work: Work, store: StoreFact): void {
  const { options } = store;
  if (!options) return;
  const ttl = numberOf(options, 'ttl');
  if (ttl && ttl.value > TEN_YEARS_S)
    note(
      work,
      'ttl-milliseconds',
      `ttl counts in seconds: ${ttl.value} are over ten years. If milliseconds were meant, divide by 1000.`,
      ttl.at,
      'warning',
    );
  const touchAfter = numberOf(options, 'touchAfter');
  const maxAge = cookieAge(work, store);
  if (touchAfter && maxAge !== undefined && touchAfter.value * 1000 >= maxAge)
    note(
      work,
      'touch-after-max-age',
      `touchAfter (${touchAfter.value} seconds) is no shorter than the maxAge of the cookie (${maxAge / 1000} seconds): a session ends in the database while its user is active. Use a fraction of maxAge.`,
      touchAfter.at,
      'warning',
    );
}

/** The shortest cookie of the sessions that are kept in the store. */
function cookieAge({ facts }: Work, { node }: StoreFact): number | undefined {
  const ages = facts.sessions.flatMap(({ store, otherStores, options }) => {
    if (![store, ...otherStores].some((one) => one?.node === node)) return [];
    const cookie = cookieOf(options);
    return (cookie && numberOf(cookie, 'maxAge')?.value) ?? [];
  });
  return ages.length > 0 ? Math.min(...ages) : undefined;
}

function numberOf(place: ObjectPlace, name: string): { value: number; at: Parameters<typeof note>[3] } | undefined {
  const property = propertyOf(place.node, name);
  const list = property?.type === 'ObjectProperty' ? factors(property.value) : undefined;
  if (!property || !list) return undefined;
  return { value: product(list), at: { file: place.file, node: property } };
}
