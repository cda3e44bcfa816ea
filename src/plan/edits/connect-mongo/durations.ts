import { cookieOf } from '../../../inspect/sessions/cookie-options.ts';
import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { propertyOf } from '../../../inspect/syntax/ast.ts';
import { factors, product } from '../../../inspect/syntax/number-value.ts';
import type { Place } from '../../../inspect/syntax/source-file.ts';
import type { Edit, ObjectPlace } from '../../change.ts';
import { type Draft, draftChange } from '../../draft.ts';

const TEN_YEARS_S = 10 * 365 * 24 * 60 * 60;

/** Warns about implausible durations of a connect-mongo store, without changing them. */
export const warnOfDurations: Edit<StoreFact> = {
  id: 'warn-of-durations',
  targets: ({ mongoStores }) => mongoStores.flatMap(({ constructions }) => constructions),
  plan: (project, decisions, store) => draftChange(project, decisions, (draft) => warn(draft, store)),
};

function warn(draft: Draft, store: StoreFact): void {
  const { options } = store;
  if (!options) return;
  const ttl = numberOf(options, 'ttl');
  if (ttl && ttl.value > TEN_YEARS_S)
    draft.note(
      'ttl-milliseconds',
      `ttl is in seconds: ${ttl.value} is more than ten years. If you meant milliseconds, divide it by 1000.`,
      ttl.at,
      'warning',
    );
  const touchAfter = numberOf(options, 'touchAfter');
  const maxAge = cookieAge(draft, store);
  if (touchAfter && maxAge !== undefined && touchAfter.value * 1000 >= maxAge)
    draft.note(
      'touch-after-max-age',
      `touchAfter (${touchAfter.value} seconds) is not shorter than the maxAge of the cookie (${maxAge / 1000} seconds), so the session of an active user can expire. Use a fraction of maxAge.`,
      touchAfter.at,
      'warning',
    );
}

/** The shortest cookie maxAge, in ms, of the sessions kept in the store. */
function cookieAge({ project }: Draft, { node }: StoreFact): number | undefined {
  const ages = project.sessions.flatMap(({ store, otherStores, options }) => {
    if (![store, ...otherStores].some((one) => one?.node === node)) return [];
    const cookie = cookieOf(options);
    return (cookie && numberOf(cookie, 'maxAge')?.value) ?? [];
  });
  return ages.length > 0 ? Math.min(...ages) : undefined;
}

function numberOf(place: ObjectPlace, name: string): { value: number; at: Place } | undefined {
  const property = propertyOf(place.node, name);
  const list = property?.type === 'ObjectProperty' ? factors(property.value) : undefined;
  if (!property || !list) return undefined;
  return { value: product(list), at: { file: place.file, node: property } };
}
