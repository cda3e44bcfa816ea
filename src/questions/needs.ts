import { stores } from './choices.ts';
import type { QuestionContext } from './values.ts';

/** Why something that needs sessions in MongoDB is unavailable; undefined with MongoDB or while the store is undecided. */
export function withoutMongo({ answers: { store } }: QuestionContext): string | undefined {
  if (store === undefined || store === 'mongo') return undefined;
  return `needs MongoDB as the session store, not ${stores.find(({ value }) => value === store)?.label}`;
}

/** Why something that needs a database is unavailable; undefined when there is one. */
export function withoutDatabase({ answers: { store } }: QuestionContext): string | undefined {
  return store === 'memory' ? 'needs a database, and the memory store has none' : undefined;
}
