import type { ProjectFacts } from '../../inspect/facts.ts';
import { explain } from '../../rules/rule.ts';
import { documentsIn, driverUsesOf, takenCollection } from '../../rules/taken-collection.ts';
import type { Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';

/** Refuses to store the first sessions of MongoDB in a collection that has documents of the app. */
export const refuseTakenCollection: Edit<ReturnType<typeof documentsIn>[number]> = {
  targets: ({ files, mongoStores }: ProjectFacts, { answers, sessions }) => {
    const isKnown = mongoStores.length > 0 || sessions.some(({ store }) => /mongo/i.test(store?.package ?? ''));
    if (answers.store !== 'mongo' || isKnown) return [];
    return [...documentsIn(files, answers.collection), ...driverUsesOf(files, answers.collection)];
  },
  write: (draft, finding) => {
    throw refusedAt(
      `The collection ${draft.answers.collection} is in use.`,
      takenCollection.id,
      explain(takenCollection, finding),
      finding.place,
      { hint: 'Pass --collection app_sessions, or another name.', paste: 'nothing' },
    );
  },
};
