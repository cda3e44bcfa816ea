import { setTimeout as sleep } from 'node:timers/promises';
import createError from 'http-errors';
import { MongoError } from 'mongodb';
{% if (!hardened) { -%}
import { log } from './log.js';
{% } -%}

const DEADLINE = 1_500; // ms
const headers = { 'Retry-After': '2' };
const SOCKET_ERROR = /^(E(?!RR_)|ERR_(SOCKET|STREAM)_)/; // such as EPIPE, which the driver passes on as it is
export type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** Calls back exactly once: with a 503 if MongoDB fails, or has not answered within 1.5 s. */
export function withDeadline<T>(callback: Callback<T> = () => {}): Callback<T> {
  let isPending = true;
  const done: Callback<T> = (error, value) => {
    if (!isPending) return;
    isPending = false;
    clearTimeout(timer);
    const isOutage = error instanceof MongoError || SOCKET_ERROR.test(Object(error).code);
    callback(isOutage ? createError(503, error as Error, { headers }) : error, value);
  };
  const timer = setTimeout(() => done(createError(503, 'MongoDB did not answer in time', { headers })), DEADLINE);
  return done;
}

{% if (auth) { -%}
/** Settles like the query, but rejects with a 503 if MongoDB fails, or has not answered within 1.5 s. */
export function promiseWithDeadline<T>(query: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const done = withDeadline<T>((error, value) => (error ? reject(error) : resolve(value as T)));
    query.then((value) => done(null, value), done);
  });
}
{% } -%}

/** Repeats a task until it succeeds. The delay between attempts doubles from `delay` up to `maxDelay` (ms). */
export function retryUntilSuccess<T>(name: string, maxDelay: number, task: () => Promise<T>, delay = 500): Promise<T> {
  return task().catch(async (error) => {
    {%- hardened ? 'console' : 'log' %}.warn(`${name} failed (${error.message}), next attempt in ${delay} ms`);
    await sleep(delay, undefined, { ref: false });
    return retryUntilSuccess(name, maxDelay, task, Math.min(2 * delay, maxDelay));
  });
}
