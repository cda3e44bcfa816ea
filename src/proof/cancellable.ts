import { CancelledError } from '../errors.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs an action that stops when its signal aborts: on Ctrl-C, when the terminal is closed, or when this process is asked
 * to end. The reason of the signal is a CancelledError.
 */
export async function cancellable<T>(action: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort(new CancelledError());
  for (const name of SIGNALS) process.on(name, abort);
  try {
    return await action(controller.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, abort);
  }
}
