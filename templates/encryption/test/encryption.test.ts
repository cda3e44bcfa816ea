import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Collection, MongoClient } from 'mongodb';
import { encryptSession } from '../src/encryption.js';
import { type Database, startDatabase } from './database.js';
import { type App, Browser, SECRET, startApp } from './support.js';

const NEW_SECRET = SECRET.split('').reverse().join('');
let database: Database;
let client: MongoClient;
let sessions: Collection<{ _id: string; session: string; expires: Date }>;

before(async () => {
  database = await startDatabase();
  client = new MongoClient(database.url);
  sessions = client.db().collection({%= collection %});
});
after(async () => {
  await client.close();
  await database.end();
});

const url = () => ({ {%- urlEnv %}: database.url });
const start = (secrets: string) => startApp({ ...url(), {%- secretEnv %}: secrets });

/** Visits the page several times and returns the stored session. */
async function visit(app: App, visitor: Browser, times: number) {
  for (let count = 1; count <= times; count += 1) assert.equal(await visitor.visits(app), count);
  const [stored] = await sessions.find().sort({ lastModified: -1 }).limit(1).toArray();
  assert.ok(stored);
  return stored;
}

test('the database contains no readable session data', async () => {
  const app = await start(SECRET);
  const { session } = await visit(app, new Browser(), 1);
  assert.doesNotMatch(session + Buffer.from(session, 'base64').toString('latin1'), /count|cookie|expires/);
  const other = await visit(app, new Browser(), 1);
  assert.notEqual(other.session, session);
  await app.stop();
});

test('data that was copied from another session or damaged is not decrypted', async () => {
  const app = await start(SECRET);
  const [mine, other] = [new Browser(), new Browser()];
  const { _id } = await visit(app, mine, 1);
  const { session } = await visit(app, other, 3);
  await sessions.updateOne({ _id }, { $set: { session } });
  assert.equal(await mine.visits(app), 1);
  assert.equal(await other.visits(app), 4);
  for (const damaged of ['', 'no base64', `${session.slice(0, -6)}AAAA==`]) {
    await sessions.updateMany({}, { $set: { session: damaged } });
    assert.equal(await other.visits(app), 1);
  }
  await app.stop();
});

test('data encrypted with an unknown secret is not decrypted', async () => {
  const app = await start(SECRET);
  const visitor = new Browser();
  const { _id } = await visit(app, visitor, 1);
  const cookie = { path: '/', originalMaxAge: 60_000, expires: new Date(Date.now() + 60_000) };
  const data = JSON.stringify({ cookie, startedAt: Date.now(), count: 7 });
  await sessions.updateOne({ _id }, { $set: { session: encryptSession(data, _id, [SECRET]) } });
  assert.equal(await visitor.visits(app), 8);
  await sessions.updateOne({ _id }, { $set: { session: encryptSession(data, _id, [NEW_SECRET]) } });
  assert.equal(await visitor.visits(app), 1);
  await app.stop();
});

test('after a change of the secret, old sessions are re-encrypted', async () => {
  const visitor = new Browser();
  const first = await start(SECRET);
  await visit(first, visitor, 2);
  await first.stop();
  const second = await start(`${NEW_SECRET},${SECRET}`);
  assert.equal(await visitor.visits(second), 3);
  await second.stop();
  const third = await start(NEW_SECRET);
  assert.equal(await visitor.visits(third), 4);
  await third.stop();
});
