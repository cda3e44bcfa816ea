import { stores } from './choices.ts';
import type { QuestionContext } from './values.ts';

/** The reason why an option that requires sessions in MongoDB is unavailable; undefined if it is available. */
export function withoutMongo({ answers: { store } }: QuestionContext): string | undefined {
  if (store === undefined || store === 'mongo') return undefined;
  return `needs MongoDB as the session store, not ${stores.find(({ value }) => value === store)?.label}`;
}

/** The reason why an option that requires a database is unavailable; undefined if it is available. */
export function withoutDatabase({ answers: { store } }: QuestionContext): string | undefined {
  return store === 'memory' ? 'needs a database, but the memory store has none' : undefined;
}
