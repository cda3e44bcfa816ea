import { UsageError } from '../../errors.ts';
import type { LiveCheck } from '../../outcome.ts';
import { CleanUp } from '../clean-up.ts';
import { type CheckOptions, Checks } from './checks.ts';
import { checkCookieBehindProxy, checkCookieFlags } from './cookie-drills.ts';
import { connectWithDriver } from './driver.ts';
import { maskFor, proofEnvironment, variablesWithoutValue } from './environment.ts';
import type { LiveTarget } from './live-target.ts';
import { checkDownAtStart, checkOutage, frozen, killed, SELECTION_TIMEOUT_MS } from './outage-drills.ts';
import { type Launch, RunningApp } from './running-app.ts';
import { scratchDatabase } from './scratch-database.ts';
import {
  checkEmptyVisit,
  checkMaxAge,
  checkOneSession,
  checkReached,
  checkRegenerated,
  checkSameSession,
  checkSignIn,
  checkSignOut,
  checkStarts,
  checkStored,
  checkTtlIndex,
  foreignStore,
} from './session-drills.ts';
import { StoredSessions } from './stored-sessions.ts';

export interface LiveOptions extends CheckOptions {
  /** A server for the scratch database; else a mongod is started. */
  scratchUrl?: string | undefined;
}

/** The drills, in the order in which they run. */
const TITLES = {
  starts: 'The app starts',
  'max-age': 'The maxAge of the cookie is valid',
  'session-reached': 'Requests reach the session middleware',
  'one-session': 'Only one session middleware handles a request',
  'stored-in-mongodb': 'Sessions are stored in MongoDB',
  'empty-visit': 'A visit without data stores no session',
  'ttl-index': 'A TTL index deletes expired sessions',
  'cookie-flags': 'The cookie is protected in the browser',
  'id-regenerated': 'Regenerating a session ends the old one',
  'sign-in-id': 'Signing in changes the session ID',
  'sign-out-final': 'A destroyed session does not come back',
  'shared-by-processes': 'Two processes share a session',
  'cookie-behind-proxy': 'The cookie is set behind a TLS proxy',
  'survives-restart': 'A session survives a restart',
  'database-killed': 'The app survives an outage of MongoDB',
  'database-frozen': 'The app survives a MongoDB that does not answer',
  'database-down-at-start': 'The app starts without MongoDB',
};
/** The drills that the others depend on. */
const ALWAYS = ['starts', 'max-age', 'session-reached', 'one-session', 'stored-in-mongodb'];
const IN_COLLECTION = ['empty-visit', 'ttl-index'];
const OUTAGES = ['database-killed', 'database-frozen', 'database-down-at-start'];
/** Pointless if sessions are not in MongoDB. */
const ABOUT_STORAGE = [...IN_COLLECTION, 'sign-out-final', 'shared-by-processes', 'survives-restart', ...OUTAGES];

const NO_MONGOD =
  'No mongod was found for a scratch database. Install MongoDB, set MONGOMS_SYSTEM_BINARY to the path of a mongod, or name a server with --scratch-url.';
const NEEDS_OWN_MONGOD = 'Only a mongod that this proof has started can be stopped, not the server of --scratch-url.';
const NO_SIGNALS = 'Processes cannot be frozen on Windows.';

/**
 * Starts the app with its own command and a scratch database, and runs the drills. Changes neither the files of the
 * project nor its database.
 * @throws the reason of `signal` if it aborts, UsageError for an invalid scratch URL
 */
export async function prove(target: LiveTarget, options: LiveOptions = {}): Promise<LiveCheck[]> {
  const cleanUp = new CleanUp();
  const abort = (): void => cleanUp.run();
  options.signal?.addEventListener('abort', abort);
  const only = options.only && [...ALWAYS, ...options.only];
  const checks = new Checks(TITLES, { ...options, only }, maskFor(target, options.scratchUrl));
  const folder = cleanUp.temporaryFolder();
  let sessions: StoredSessions | undefined;
  try {
    if (target.command.length === 0) {
      checks.skip('No script or file was found that starts the app with Node.');
      return checks.results;
    }
    options.onStep?.('Starting a scratch database');
    const scratch = await scratchDatabase(cleanUp, folder, target.folder, options.scratchUrl);
    if (!scratch) {
      checks.skip(NO_MONGOD);
      return checks.results;
    }
    const client = await connectWithDriver(target.folder, scratch.url);
    sessions = client && new StoredSessions(client);
    const environment = proofEnvironment(target, scratch.url);
    await runDrills({ cleanUp, folder, target, scratch, environment }, checks, sessions);
  } catch (error) {
    // After an abort, an error is a consequence of the killed processes.
    options.signal?.throwIfAborted();
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    checks.skip(`The scratch database cannot be used: ${error.message}`);
  } finally {
    if (options.scratchUrl !== undefined) await sessions?.drop().catch(() => {});
    await sessions?.close();
    cleanUp.run();
    options.signal?.removeEventListener('abort', abort);
  }
  return checks.results;
}

async function runDrills(launch: Launch, checks: Checks, sessions: StoredSessions | undefined): Promise<void> {
  const { commandText } = launch.target;
  let started: RunningApp | undefined;
  await checks.run('starts', async () => {
    started = await RunningApp.start(launch);
    return checkStarts(started, commandText, variablesWithoutValue(launch.target, launch.environment));
  });
  const app = started;
  if (!app?.isListening || app.hasEnded) return checks.skip('The app does not start.');
  if (app.reportsOf('session').length === 0)
    return checks.skip(`${commandText} does not load express-session, or it is bundled into other code.`);
  const foreign = foreignStore(app);
  if (foreign) return checks.skip(foreign);
  if ((await checks.run('max-age', () => checkMaxAge(app))) === 'failed')
    return checks.skip('The maxAge of the cookie has to be corrected first.');
  if ((await checks.run('session-reached', () => checkReached(app))) !== 'passed')
    return checks.skip('Requests do not reach a session.');
  if ((await checks.run('one-session', () => checkOneSession(app))) === 'failed')
    return checks.skip('One of the two session middlewares has to be removed first.');
  await proveStorage(app, checks, sessions);
  await checks.run('cookie-flags', () => checkCookieFlags(app));
  await checks.run('id-regenerated', () => checkRegenerated(app));
  await checks.run('sign-in-id', () => checkSignIn(app, launch.target.regenerates));
  await checks.run('sign-out-final', () => checkSignOut(app));
  const restarted = await proveProcesses(app, launch, checks);
  await proveOutages(restarted, launch, checks);
}

async function proveStorage(app: RunningApp, checks: Checks, sessions: StoredSessions | undefined): Promise<void> {
  let collection: string | undefined;
  const stored = await checks.run('stored-in-mongodb', async () => {
    const { collection: found, ...verdict } = await checkStored(app, sessions);
    collection = found;
    return verdict;
  });
  if (stored === 'failed') checks.skip('Sessions are not stored in MongoDB.', ABOUT_STORAGE);
  const found = collection;
  if (!sessions || found === undefined) return checks.skip('The collection of the sessions is unknown.', IN_COLLECTION);
  await checks.run('empty-visit', () => checkEmptyVisit(app, sessions, found));
  await checks.run('ttl-index', () => checkTtlIndex(app, sessions, found));
}

/** @returns the app, in a new process if it was restarted */
async function proveProcesses(app: RunningApp, launch: Launch, checks: Checks): Promise<RunningApp> {
  await checks.run('shared-by-processes', async () => {
    const second = await RunningApp.start(launch);
    const { cookie } = await app.drive('write', { value: 'shared' });
    const verdict = await checkSameSession(app, cookie, second, 'process');
    await second.stop();
    return verdict;
  });
  await checks.run('cookie-behind-proxy', async () => {
    const { environment, target } = launch;
    const proxies = target.proxyVariables.filter((name) => !environment[name]).map((name) => [name, '1']);
    const variables = { ...environment, ...Object.fromEntries(proxies), NODE_ENV: 'production' };
    const inProduction = await RunningApp.start({ ...launch, environment: variables });
    const verdict = await checkCookieBehindProxy(inProduction);
    await inProduction.stop();
    return verdict;
  });
  let current = app;
  await checks.run('survives-restart', async () => {
    const { cookie } = await app.drive('write', { value: 'restart' });
    await app.stop();
    current = await RunningApp.start(launch);
    return checkSameSession(app, cookie, current, 'restart');
  });
  return current;
}

async function proveOutages(app: RunningApp, launch: Launch, checks: Checks): Promise<void> {
  const { mongod } = launch.scratch;
  if (!mongod) return checks.skip(NEEDS_OWN_MONGOD);
  if (process.platform === 'win32') checks.skip(NO_SIGNALS, ['database-frozen']);
  await checks.run('database-killed', () => checkOutage(app, killed(mongod)));
  await checks.run('database-frozen', () => checkOutage(app, frozen(mongod)));
  await app.stop();
  const limits = { selectionTimeoutMS: SELECTION_TIMEOUT_MS, startMS: 3 * SELECTION_TIMEOUT_MS };
  const start = (): Promise<RunningApp> => RunningApp.start(launch, limits);
  await checks.run('database-down-at-start', () => checkDownAtStart(mongod, start));
}
