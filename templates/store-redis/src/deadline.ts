import createError from 'http-errors';

const DEADLINE = 1_500; // ms
const headers = { 'Retry-After': '2' };

export type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** Calls back exactly once: with a 503 if Redis fails, or has not answered within 1.5 s. */
export function withDeadline<T>(callback: Callback<T> = () => {}): Callback<T> {
  let isPending = true;
  const done: Callback<T> = (error, value) => {
    if (!isPending) return;
    isPending = false;
    clearTimeout(timer);
    const isFailure = error instanceof Error && !('status' in error);
    callback(isFailure ? createError(503, error, { headers }) : error, value);
  };
  const timer = setTimeout(() => done(createError(503, 'Redis did not answer in time', { headers })), DEADLINE);
  return done;
}
