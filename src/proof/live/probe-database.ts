import type { Collection, Db, Document, MongoClient } from 'mongodb';
import type { LiveCheck } from '../../outcome.ts';
import { type CheckOptions, Checks, failed, passed, skipped, type Verdict, warning } from './checks.ts';
import { connectWithDriver } from './driver.ts';
import { maskFor, ownUrl } from './environment.ts';
import type { LiveTarget } from './live-target.ts';

const TITLES = {
  'database-reached': 'The database of the app can be reached',
  'database-name': 'The connection string names a database',
  'database-server': 'The server is a supported MongoDB',
  'database-latency': 'The database answers fast',
  'database-write-concern': 'Writes are acknowledged',
  'database-privileges': 'The database user can do no more than needed',
  'database-ttl-index': 'A TTL index deletes expired sessions',
  'expired-sessions': 'Expired sessions are deleted',
  'sessions-without-expiry': 'Every session expires',
  'empty-sessions': 'Few sessions are empty',
  'large-sessions': 'Sessions are small',
};

const LONGEST_QUERY = { maxTimeMS: 5_000 };
/** Counting stops here, to stay fast in a large collection. */
const MOST_COUNTED = 10_000;
const SAMPLE = 1_000;
const SLOW_MS = 50;
const LARGE_BYTES = 100_000;
const MONITOR_LAG_MS = 120_000;
/** MongoDB 6.0 reached its end of life in July 2025. */
const OLDEST_SUPPORTED = 7;
const OTHER_SERVERS = /\.(cosmos\.azure\.com|docdb\.amazonaws\.com|docdb-elastic\.amazonaws\.com|ferretdb\.\w+)/;
const BROAD_ROLES = /^(root|__system|dbOwner|userAdmin|clusterAdmin|\w+AnyDatabase|restore)$/;
/** A session with nothing but its cookie, as connect-mongo and others serialize it. */
const EMPTY = '^\\{"cookie":\\{[^{}]*\\}\\}$';

/** Inspects the sessions in the app's own database, with the app's own connection string. Read-only. */
export async function probeDatabase(target: LiveTarget, options: CheckOptions = {}): Promise<LiveCheck[]> {
  const only = options.only && ['database-reached', ...options.only];
  const checks = new Checks(TITLES, { ...options, only }, maskFor(target));
  const url = ownUrl(target);
  if (url === undefined) {
    const names = target.urlVariables.join(' or ');
    checks.skip(
      names
        ? `There is no connection string to use: ${names} is not set.`
        : 'No connection string was found in the code, the environment or an env file.',
    );
    return checks.results;
  }
  let client: MongoClient | undefined;
  await checks.run('database-reached', async () => {
    try {
      client = await connectWithDriver(target.folder, url);
    } catch (error) {
      // It may just not be running on this machine.
      return warning(`The database of the app was not reached: ${error instanceof Error ? error.message : error}`);
    }
    if (!client) return skipped('The project has no MongoDB driver of version 3 or later installed.');
    return passed(`Connected to the database "${client.db(target.database).databaseName}".`);
  });
  try {
    if (client) await probe(client, url, target, checks);
    else checks.skip('The database was not reached.');
    return checks.results;
  } finally {
    await client?.close(true);
  }
}

async function probe(client: MongoClient, url: string, target: LiveTarget, checks: Checks): Promise<void> {
  const db = client.db(target.database);
  const sessions = db.collection(target.collection);
  await checks.run('database-name', () => checkName(db));
  await checks.run('database-server', () => checkServer(db, url));
  await checks.run('database-latency', () => checkLatency(db));
  await checks.run('database-write-concern', () => checkWriteConcern(sessions));
  await checks.run('database-privileges', () => checkPrivileges(db, url));
  const collections = await db
    .listCollections({ name: target.collection })
    .toArray()
    .catch(() => undefined);
  // A user who must not list collections may still read this one.
  if (collections?.length === 0)
    return checks.skip(`The database "${db.databaseName}" has no collection "${target.collection}" yet.`);
  await checks.run('database-ttl-index', () => checkTtlIndex(sessions));
  await checks.run('expired-sessions', () => checkExpired(sessions));
  await checks.run('sessions-without-expiry', () => checkWithoutExpiry(sessions));
  await checks.run('empty-sessions', () => checkEmpty(sessions));
  await checks.run('large-sessions', () => checkLarge(sessions));
}

function checkName({ databaseName }: Db): Verdict {
  if (databaseName !== 'test') return passed(`Sessions are in the database "${databaseName}".`);
  return warning('Sessions are in the database "test", the default if the connection string names none.');
}

async function checkServer(db: Db, url: string): Promise<Verdict> {
  const host = OTHER_SERVERS.exec(url)?.[1];
  if (host) return warning(`${host} only imitates MongoDB: TTL indexes and retryable writes may differ.`);
  const { version } = await db.command({ buildInfo: 1 });
  if (Number.parseInt(version, 10) < OLDEST_SUPPORTED)
    return warning(
      `MongoDB ${version} no longer gets security fixes. Version ${OLDEST_SUPPORTED} is the oldest that does.`,
    );
  return passed(`The server is MongoDB ${version}.`);
}

async function checkLatency(db: Db): Promise<Verdict> {
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now();
    await db.command({ ping: 1 });
    times.push(performance.now() - start);
  }
  const median = times.sort((one, other) => one - other)[3] ?? 0;
  const seen = `The median of 7 pings is ${median.toFixed(1)} ms`;
  if (median <= SLOW_MS) return passed(`${seen}.`);
  return warning(`${seen}, and every request with a session waits for at least one such round trip.`);
}

function checkWriteConcern({ writeConcern }: Collection): Verdict {
  if (writeConcern?.w !== 0) return passed('The connection waits until the server acknowledges a write.');
  return failed('With w=0, writes are not acknowledged: a session can be lost without any error.');
}

async function checkPrivileges(db: Db, url: string): Promise<Verdict> {
  const { authInfo } = await db.command({ connectionStatus: 1 });
  const roles: string[] = authInfo.authenticatedUserRoles.map(({ role }: Document) => role);
  if (authInfo.authenticatedUsers.length === 0)
    return /@?(localhost|127\.0\.0\.1|\[::1\])[:/,]/.test(`${url}/`)
      ? passed('The connection needs no password, on this machine.')
      : warning('The server accepts connections without a password.');
  const broad = roles.filter((role) => BROAD_ROLES.test(role));
  if (broad.length === 0) return passed(`The roles of the database user are ${roles.join(', ')}.`);
  return warning(`The database user has the role ${broad.join(' and ')}. An app needs readWrite on its own database.`);
}

async function checkTtlIndex(sessions: Collection): Promise<Verdict> {
  const indexes = await sessions.indexes();
  const index = indexes.find(({ key }) => Object.keys(key).join() === 'expires');
  const ttl = indexes.find(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);
  if (index && index.expireAfterSeconds === undefined)
    return failed(
      `The index "${index.name}" on "expires" has no expireAfterSeconds, so the store cannot create its TTL index, and expired sessions stay.`,
    );
  if (!ttl) return warning('There is no TTL index, so MongoDB does not delete expired sessions.');
  const field = Object.keys(ttl.key).join();
  const seconds = ttl.expireAfterSeconds;
  if (index && seconds !== 0)
    return failed(
      `The index "${index.name}" on "expires" has expireAfterSeconds ${seconds} instead of 0, so the store cannot create its own.`,
    );
  return passed(`A TTL index on "${field}" deletes expired sessions.`);
}

async function checkExpired(sessions: Collection): Promise<Verdict> {
  const before = new Date(Date.now() - MONITOR_LAG_MS);
  const count = await countOf(sessions, { expires: { $lt: before } });
  if (count === '0') return passed('No session expired more than 2 minutes ago.');
  return warning(`${count} sessions expired more than 2 minutes ago and are still there: no TTL index deletes them.`);
}

async function checkWithoutExpiry(sessions: Collection): Promise<Verdict> {
  const count = await countOf(sessions, { expires: { $not: { $type: 'date' } } });
  if (count === '0') return passed('Every session has a date of expiry.');
  return warning(`${count} documents have no date in "expires", so they are never deleted.`);
}

/** A number, or that it is larger than those that are counted. */
async function countOf(sessions: Collection, filter: Document): Promise<string> {
  const count = await sessions.countDocuments(filter, { limit: MOST_COUNTED, ...LONGEST_QUERY });
  return count < MOST_COUNTED ? String(count) : `${MOST_COUNTED} or more`;
}

async function checkEmpty(sessions: Collection): Promise<Verdict> {
  const text = { $regexMatch: { input: { $toString: '$session' }, regex: EMPTY } };
  const object = { $eq: [{ $size: { $objectToArray: '$session' } }, 1] };
  const isEmpty = { $cond: [{ $eq: [{ $type: '$session' }, 'object'] }, object, text] };
  const [result] = await sample(sessions, { total: { $sum: 1 }, empty: { $sum: { $cond: [isEmpty, 1, 0] } } });
  const { total = 0, empty = 0 } = result ?? {};
  const seen = `${empty} of ${total} sessions hold nothing but their cookie`;
  if (empty <= total / 2 || total < 20) return passed(`${seen}.`);
  return warning(`${seen}. With saveUninitialized: false, visits without data create none.`);
}

async function checkLarge(sessions: Collection): Promise<Verdict> {
  const [result] = await sample(sessions, { largest: { $max: { $bsonSize: '$$ROOT' } } });
  const largest = Number(result?.['largest'] ?? 0);
  const seen = `The largest session of a sample has ${Math.ceil(largest / 1_000)} kB`;
  if (largest <= LARGE_BYTES) return passed(`${seen}.`);
  return warning(`${seen}. It is read with every request and written as a whole with every change.`);
}

function sample(sessions: Collection, fields: Document): Promise<Document[]> {
  return sessions
    .aggregate([{ $sample: { size: SAMPLE } }, { $group: { _id: null, ...fields } }], LONGEST_QUERY)
    .toArray();
}
