import { until } from '../process-group.ts';
import { failed, passed, skipped, type Verdict, warning } from './checks.ts';
import { type RunningApp, viewIn } from './running-app.ts';
import type { StoredSessions } from './stored-sessions.ts';

/** Stores whose sessions end with the process. */
const IN_MEMORY = /^(MemoryStore|LRUStore)$/;
/** Stores of other databases: a proof would write to the data of the project. */
const OF_OTHER_DATABASES =
  /redis|valkey|pg|postgres|sequelize|knex|typeorm|prisma|mysql|mssql|sqlite|dynamo|firestore|firebase|couch|cassandra|level|file|memcache|arango|cosmos|nedb/i;

/** Why the proof must not use the store of the app; undefined if it may. */
export function foreignStore(app: RunningApp): string | undefined {
  const name = app
    .reportsOf('session')
    .flatMap(({ store }) => store)
    .find((one) => OF_OTHER_DATABASES.test(one));
  return (
    name &&
    `Sessions are stored by ${name}. The proof works with MongoDB only, so that it does not write to data of the project.`
  );
}

/** @param unset the variables that may be the reason if the app does not start */
export async function checkStarts(app: RunningApp, command: string, unset: readonly string[]): Promise<Verdict> {
  const problem = (): string =>
    `${app.problem.replace(/\.$/, '')}.${unset.length > 0 ? ` Variables without a value: ${unset.join(', ')}.` : ''}`;
  if (!app.isListening) {
    const what = app.hasEnded ? 'ends before it listens on a port' : 'does not listen on a port within 60 s';
    return failed(`${command} ${what}: ${problem()}`);
  }
  // For example, the store may fail to create its TTL index.
  await until(() => app.hasEnded, 1_000);
  if (app.hasEnded) return failed(`${command} ends soon after it has started: ${problem()}`);
  return passed(`${command} listens on a port.`);
}

export function checkMaxAge(app: RunningApp): Verdict {
  for (const { maxAge } of app.reportsOf('session')) {
    const shown = typeof maxAge === 'string' ? `"${maxAge}"` : String(maxAge);
    if (maxAge === 'NaN') return failed('cookie.maxAge is NaN, so no cookie is set.');
    if (maxAge !== undefined && maxAge !== null && typeof maxAge !== 'number')
      return failed(
        `cookie.maxAge is the ${typeof maxAge} ${shown}, and express-session fails on every request that stores a session. It needs a number of milliseconds.`,
      );
    if (typeof maxAge === 'number' && maxAge < 60_000)
      return failed(
        `cookie.maxAge is ${shown} ms, so visitors lose their session within a minute. The unit is milliseconds.`,
      );
  }
  return passed('cookie.maxAge is a number of milliseconds, or not set.');
}

/** Whether a request reaches a session middleware before it is answered. */
export async function checkReached(app: RunningApp): Promise<Verdict> {
  const answer = await app.send('look');
  const { status = 500 } = answer;
  if (status < 500 && !viewIn(answer))
    return warning(`A request to an unknown path gets status ${status} before it reaches the session middleware.`);
  const { id } = await app.drive('look');
  if (id === undefined) return failed('The session middleware ran, but req.session is undefined.');
  return passed('A request to an unknown path has a session.');
}

export async function checkOneSession(app: RunningApp): Promise<Verdict> {
  await app.send('pass');
  if (app.reportsOf('session-ignored').length === 0) return passed('No second session middleware was reached.');
  return failed(
    'A request passes two session middlewares. The second one is ignored, and so are its store and options.',
  );
}

/** Writes a session and finds the collection with its document. */
export async function checkStored(
  app: RunningApp,
  sessions: StoredSessions | undefined,
): Promise<Verdict & { collection?: string }> {
  const stores = app.reportsOf('session').map(({ store }) => store[0] ?? 'a custom store');
  if (stores.every((name) => IN_MEMORY.test(name)))
    return failed('Sessions are kept in memory: they are lost on every restart and not shared by processes.');
  if (!sessions) return skipped('No MongoDB driver is installed to look into the database with.');
  const before = await sessions.counts();
  await app.drive('write', { value: 'stored' });
  const grown = async (): Promise<string | undefined> => {
    const after = await sessions.counts();
    return [...after].find(([name, count]) => count > (before.get(name) ?? 0))?.[0];
  };
  const collection = await until(grown, 2_000);
  if (collection === undefined)
    return failed(`A session was saved with ${stores[0]}, but no document was added to MongoDB.`);
  return { ...passed(`Sessions are documents of the collection "${collection}".`), collection };
}

export async function checkEmptyVisit(app: RunningApp, sessions: StoredSessions, collection: string): Promise<Verdict> {
  const before = (await sessions.counts()).get(collection) ?? 0;
  const { answer } = await app.drive('look');
  const after = (await sessions.counts()).get(collection) ?? 0;
  if (after > before)
    return warning('Every visit creates a session, even by a bot or health check: saveUninitialized is on.');
  if (answer.headers['set-cookie']) return warning('A visit without session data sets a cookie.');
  return passed('A visit without session data stores nothing and sets no cookie.');
}

export async function checkTtlIndex(app: RunningApp, sessions: StoredSessions, collection: string): Promise<Verdict> {
  const dates = await sessions.dateFields(collection);
  const found = await until(async () => {
    const indexes = await sessions.ttlIndexes(collection);
    return indexes.length > 0 && indexes;
  }, 5_000);
  if (!found) {
    if (app.reportsOf('session').some(({ autoRemove }) => autoRemove === 'interval'))
      return passed('There is no TTL index: the store deletes expired sessions at an interval (autoRemove).');
    return warning(`The collection "${collection}" has no TTL index, so expired sessions are never deleted.`);
  }
  for (const { field, seconds } of found) {
    if (!dates.includes(field))
      return warning(
        `The TTL index is on "${field}", which is not a date in the stored sessions, so it deletes nothing.`,
      );
    if (field !== 'expires' && dates.includes('expires'))
      return failed(`A TTL index on "${field}" deletes sessions ${seconds} s later, whether they are in use or not.`);
    if (seconds > 0) return warning(`Expired sessions are deleted ${seconds} s late: expireAfterSeconds should be 0.`);
  }
  return passed(`A TTL index on "${found[0]?.field}" deletes sessions once they have expired.`);
}

export async function checkRegenerated(app: RunningApp): Promise<Verdict> {
  const old = await app.drive('write', { value: 'old' });
  const renewed = await app.drive('regenerate', { cookie: old.cookie });
  if (renewed.id === old.id) return failed('session.regenerate() keeps the session ID.');
  const { value } = await app.drive('look', { cookie: old.cookie });
  if (value !== undefined) return failed('The old session can still be used after session.regenerate().');
  return passed('session.regenerate() creates another ID and ends the old session.');
}

/** Passport regenerates the session at sign-in since 0.6. */
export function checkSignIn(app: RunningApp, regenerates: boolean): Verdict {
  const [passport] = app.reportsOf('passport');
  if (!passport) return skipped('No sign-in could be watched, as the app does not use Passport.');
  const [major = 0, minor = 0] = passport.version.split('.').map(Number);
  if (major > 0 || minor >= 6) return passed(`Passport ${passport.version} creates another session ID at sign-in.`);
  if (regenerates)
    return skipped(
      `Passport ${passport.version} keeps the session ID at sign-in. The app calls session.regenerate(), but whether it does so at sign-in cannot be seen from outside.`,
    );
  return failed(
    `Passport ${passport.version} keeps the session ID at sign-in, so an ID that an attacker planted becomes the user's (session fixation). Versions from 0.6 on create another one.`,
  );
}

/** Destroys a session while a slow request uses it, and checks whether that request brings it back. */
export async function checkSignOut(app: RunningApp): Promise<Verdict> {
  const { cookie } = await app.drive('write', { value: 'signed-in' });
  await app.drive('destroy', { cookie });
  if ((await app.drive('look', { cookie })).value !== undefined)
    return failed('session.destroy() does not delete the session.');
  if (await survives(app, 'slow-read'))
    return failed(
      'A slow request that only reads the session brings it back after it was destroyed, because resave is on.',
    );
  if (await survives(app, 'slow-write'))
    return warning(
      'A slow request that changes the session brings it back after it was destroyed, because the store inserts what it does not find.',
    );
  return passed('A slow request cannot bring back a session that was destroyed meanwhile.');
}

async function survives(app: RunningApp, action: 'slow-read' | 'slow-write'): Promise<boolean> {
  const { cookie } = await app.drive('write', { value: 'signed-in' });
  const waiting = app.reportsOf('waiting').length;
  const slow = app.send(action, { cookie, value: 'late' });
  await until(() => app.reportsOf('waiting').length > waiting, 3_000);
  await app.drive('destroy', { cookie });
  await app.drive('release');
  await slow;
  return (await app.drive('look', { cookie })).value !== undefined;
}

/** @param restarted the app after a restart, or a second process of it */
export async function checkSameSession(
  app: RunningApp,
  cookie: string,
  restarted: RunningApp,
  what: 'restart' | 'process',
): Promise<Verdict> {
  const { value } = await restarted.drive('look', { cookie });
  const [before, after] = [app, restarted].map((one) => one.reportsOf('session')[0]?.secretHash);
  const where = what === 'restart' ? 'after a restart' : 'in a second process';
  if (value === undefined && before !== after)
    return failed(`The secret is another one ${where}, so the cookies that were signed before are rejected.`);
  if (value === undefined) return failed(`A session was not found ${where}.`);
  return passed(`A session was found ${where}.`);
}
