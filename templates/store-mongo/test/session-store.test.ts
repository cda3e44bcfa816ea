import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Collection, MongoClient } from 'mongodb';
import { MAX_AGE } from '../src/session.js';
import { type Database, startDatabase } from './database.js';
import { Browser, startApp } from './support.js';

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

const start = () => startApp({ {%- urlEnv %}: database.url });

/** Waits up to 5 s for a TTL index on `expires` and returns it. */
async function ttlIndex() {
  for (let tries = 0; tries < 50; tries += 1) {
    const indexes = await sessions.indexes().catch(() => []);
    const index = indexes.find(({ key, expireAfterSeconds }) => key.expires === 1 && expireAfterSeconds === 0);
    if (index) return index;
    await sleep(100);
  }
  throw new Error('There is no TTL index');
}

test('MongoDB deletes expired sessions', async () => {
  const app = await start();
  assert.ok(await ttlIndex());
  await new Browser().visits(app);
  const stored = await sessions.findOne();
  assert.ok(Math.abs(Number(stored?.expires) - Date.now() - MAX_AGE) < 5_000);
  await app.stop();
});

test('a TTL index with another age is modified', async () => {
  await sessions.dropIndexes();
  await sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 3600, name: 'other' });
  const app = await start();
  assert.equal((await ttlIndex()).name, 'other');
  await app.stop();
});

test('the database contains no session IDs', async () => {
  const app = await start();
  const visitor = new Browser();
  await visitor.visits(app);
  const id = decodeURIComponent(visitor.cookie).split(/=s:|\./)[1] ?? '';
  assert.equal(id.length, 32);
  const stored = await sessions.findOne({ _id: createHash('sha256').update(id).digest('base64url') });
{% if (!encrypt) { -%}
  assert.match(stored?.session ?? '', /"count":1/);
{% } else { -%}
  assert.match(stored?.session ?? '', /^[\w+/=]{100,}$/);
{% } -%}
  assert.ok(!JSON.stringify(await sessions.find().toArray()).includes(id));
  await app.stop();
});

{% if (touchAfterS > 0) { -%}
test('frequent requests update the expiry only once per interval', async () => {
  const app = await start();
  const visitor = new Browser();
  await visitor.visits(app);
  const before = await sessions.find().toArray();
  for (let times = 0; times < 3; times += 1) await visitor.get(`${app.url}/nothing-here`);
  assert.deepEqual(await sessions.find().toArray(), before);
  await app.stop();
});
{% } -%}
