import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../process-group.ts';
import { failed, passed, type Verdict, warning } from './checks.ts';
import { type RunningApp, seconds } from './running-app.ts';
import type { Mongod } from './scratch-database.ts';

const LONGEST_ANSWER_MS = 5_000;
/** An answer within this time does not let requests pile up. */
const FAST_ANSWER_MS = 3_000;
const LONGEST_RECOVERY_MS = 15_000;
/** Replaces the default of 30 s, so that a failure to connect need not be waited for. */
export const SELECTION_TIMEOUT_MS = 2_000;

interface Outage {
  /** `MongoDB is stopped`. */
  state: string;
  /** What makes a request wait. */
  cause: string;
  begin(): Promise<void> | void;
  end(): Promise<void> | void;
}

export const killed = (mongod: Mongod): Outage => ({
  state: 'MongoDB is stopped',
  cause: 'The driver looks for a server for serverSelectionTimeoutMS, 30 s by default.',
  begin: () => mongod.stop(),
  end: () => mongod.start(),
});

export const frozen = (mongod: Mongod): Outage => ({
  state: 'MongoDB accepts connections but does not answer',
  cause: 'The driver waits for an answer for socketTimeoutMS, without limit by default.',
  begin: () => mongod.freeze(),
  end: () => mongod.thaw(),
});

/** What a request with a session gets during an outage, and whether sessions work again after it. */
export async function checkOutage(app: RunningApp, { state, cause, begin, end }: Outage): Promise<Verdict> {
  const { cookie } = await app.drive('write', { value: 'outage' });
  await sleep(300); // Until the journal of MongoDB is on the disk.
  await begin();
  const look = () => app.send('look', { cookie, timeout: LONGEST_ANSWER_MS });
  // The request that loses its connection may fail at once, while the next one waits for a server.
  const first = await look();
  const second = first.timedOut ? first : await look();
  const answer = second.timedOut || second.ms > first.ms ? second : first;
  await end();
  if (app.hasEnded) return failed(`The process ends while ${state}: ${app.problem}`);
  const back = await timeToRecover(app, cookie);
  if (back === undefined)
    return app.hasEnded
      ? failed(`The process ends after ${state}: ${app.problem}`)
      : failed(
          `${seconds(LONGEST_RECOVERY_MS)} after the outage, sessions still do not work: the app has to be restarted.`,
        );
  if (answer.timedOut)
    return warning(`While ${state}, a request with a session gets no answer within ${seconds(answer.ms)}. ${cause}`);
  const status = answer.status === undefined ? 'a closed connection' : `status ${answer.status}`;
  const seen = `While ${state}, a request with a session gets ${status} after ${seconds(answer.ms)}`;
  if (answer.status !== undefined && answer.status < 500) return warning(`${seen}, as if the visitor were signed out.`);
  if (answer.ms > FAST_ANSWER_MS) return warning(`${seen}. ${cause}`);
  return passed(`${seen}. Sessions work again ${seconds(back)} after the outage.`);
}

/** In ms; undefined if sessions do not work again in time. */
async function timeToRecover(app: RunningApp, cookie?: string): Promise<number | undefined> {
  const start = Date.now();
  const works = async (): Promise<boolean> => {
    const view = await app
      .drive(cookie ? 'look' : 'write', { cookie, value: 'back', timeout: 3_000 })
      .catch(() => undefined);
    return view?.value !== undefined;
  };
  const isBack = await until(async () => app.hasEnded || (await works()), LONGEST_RECOVERY_MS);
  return isBack && !app.hasEnded ? Date.now() - start : undefined;
}

/** Starts the app while MongoDB is stopped, and then MongoDB. @param start with SELECTION_TIMEOUT_MS */
export async function checkDownAtStart(mongod: Mongod, start: () => Promise<RunningApp>): Promise<Verdict> {
  await mongod.stop();
  const app = await start();
  try {
    await until(() => app.hasEnded, 1.5 * SELECTION_TIMEOUT_MS);
    const limit = seconds(app.reportsOf('client')[0]?.serverSelectionTimeoutMS ?? 30_000);
    if (app.hasEnded)
      return warning(`The app ends if MongoDB cannot be reached for ${limit} when it starts: ${app.problem}`);
    const listens = app.isListening;
    await mongod.start();
    await until(() => app.isListening || app.hasEnded, LONGEST_RECOVERY_MS);
    const back = app.isListening ? await timeToRecover(app) : undefined;
    if (back === undefined)
      return failed(
        `If MongoDB cannot be reached for ${limit} when the app starts, sessions do not work even after it came up: the app has to be restarted.`,
      );
    return passed(
      `The app ${listens ? 'starts' : 'waits'} without MongoDB, and sessions work ${seconds(back)} after it came up.`,
    );
  } finally {
    await app.stop();
  }
}
