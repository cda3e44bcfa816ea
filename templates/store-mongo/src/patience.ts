import createError from 'http-errors';
import { MongoError } from 'mongodb';
import { log } from './log.js';

const DEADLINE = 1_500; // ms that somebody waits for the database at most

export type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** Calls back once: with what the database says, or with a 503 when it says nothing in time. */
export function bounded<T>(callback: Callback<T> = () => {}): Callback<T> {
  const headers = { 'Retry-After': '2' };
  let isWaiting = true;
  const answer: Callback<T> = (error, value) => {
    if (!isWaiting) return;
    isWaiting = false;
    clearTimeout(timer);
    callback(error instanceof MongoError ? createError(503, error, { headers }) : error, value);
  };
  const timer = setTimeout(() => answer(createError(503, 'MongoDB is silent', { headers })), DEADLINE);
  return answer;
}

/** The same for a promise. */ //? auth
export function inTime<T>(query: Promise<T>): Promise<T> { //? auth
  return new Promise((resolve, reject) => { //? auth
    const answer = bounded<T>((error, value) => (error ? reject(error) : resolve(value as T))); //? auth
    query.then((value) => answer(null, value), answer); //? auth
  }); //? auth
} //? auth

/** Makes an index: tries again, ever less often, until it is there. */
export async function ensureIndex(make: () => Promise<unknown>, delay = 1_000): Promise<void> {
  await make().catch((error) => {
    log.warn(error, 'An index is not there yet');
    setTimeout(() => ensureIndex(make, Math.min(2 * delay, 60_000)), delay).unref();
  });
}
