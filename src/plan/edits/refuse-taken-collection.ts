import type { ProjectFacts } from '../../inspect/facts.ts';
import { isMemoryStore } from '../../inspect/sessions/live-sessions.ts';
import { explain } from '../../rules/rule.ts';
import { documentsIn, driverUsesOf, takenCollection } from '../../rules/taken-collection.ts';
import type { Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';

/** Refuses to store the first sessions in a collection that has documents of the app. */
export const refuseTakenCollection: Edit<ReturnType<typeof documentsIn>[number]> = {
  targets: (project: ProjectFacts, { answers, sessions }) =>
    answers.store === 'mongo' && project.mongoStores.length === 0
      ? [
          ...documentsIn(project.files, answers.collection),
          ...(sessions.some(({ store }) => store && !isMemoryStore(store))
            ? []
            : driverUsesOf(project.files, answers.collection)),
        ]
      : [],
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
