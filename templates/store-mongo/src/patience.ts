import { setTimeout as sleep } from 'node:timers/promises';
import createError from 'http-errors';
import { MongoError } from 'mongodb';
{% if (!hardened) { -%}
import { log } from './log.js';
{% } -%}

const DEADLINE = 1_500; // ms that somebody waits for the database at most

export type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** Calls back once: with what the database says, or with a 503 when it says nothing in time. */
export function bounded<T>(callback: Callback<T> = () => {}): Callback<T> {
  const headers = { 'Retry-After': '2' };
  let tell: Callback<T> | undefined = callback;
  const answer: Callback<T> = (error, value) => {
    clearTimeout(timer);
    tell?.(error instanceof MongoError ? createError(503, error, { headers }) : error, value);
    tell = undefined;
  };
  const timer = setTimeout(() => answer(createError(503, 'MongoDB is silent', { headers })), DEADLINE);
  return answer;
}

{% if (auth) { -%}
/** The same for a promise. */
export function inTime<T>(query: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const answer = bounded<T>((error, value) => (error ? reject(error) : resolve(value as T)));
    query.then((value) => answer(null, value), answer);
  });
}
{% } -%}

/** Tries until it works, at first after `pause` ms and then ever less often, but every `longest` ms. */
export function untilDone<T>(what: string, longest: number, attempt: () => Promise<T>, pause = 500): Promise<T> {
  return attempt().catch(async (error) => {
{% if (!hardened) { -%}
    log.warn(`${what}: not yet (${error.message})`);
{% } else { -%}
    console.warn(`${what}: not yet (${error.message})`);
{% } -%}
    await sleep(pause, undefined, { ref: false });
    return untilDone(what, longest, attempt, Math.min(2 * pause, longest));
  });
}
