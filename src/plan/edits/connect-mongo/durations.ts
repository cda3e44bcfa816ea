import type { StoreFact } from '../../../inspect/sessions/session.ts';
import { touchAfterMaxAge } from '../../../rules/touch-after-max-age.ts';
import { ttlMilliseconds } from '../../../rules/ttl-milliseconds.ts';
import type { Draft, Edit } from '../../draft.ts';
import { noteFindings } from '../../note-findings.ts';

/** Warns about implausible durations of a connect-mongo store, without changing them. */
export const warnOfDurations: Edit<StoreFact> = {
  targets: ({ mongoStores }) => mongoStores.flatMap(({ constructions }) => constructions),
  write: warn,
};

function warn(draft: Draft, store: StoreFact): void {
  const mongoStores = draft.project.mongoStores.flatMap((use) =>
    use.constructions.includes(store) ? { ...use, constructions: [store] } : [],
  );
  noteFindings(draft, ttlMilliseconds, ttlMilliseconds.check({ mongoStores }));
  noteFindings(draft, touchAfterMaxAge, touchAfterMaxAge.check({ ...draft.project, mongoStores }));
}
