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

/** The index on `expires`, when it is as it should be; waits for it for 5 s at most. */
async function expiryIndex() {
  for (let tries = 0; tries < 50; tries += 1) {
    const indexes = await sessions.indexes().catch(() => []);
    const index = indexes.find(({ key, expireAfterSeconds }) => key.expires === 1 && expireAfterSeconds === 0);
    if (index) return index;
    await sleep(100);
  }
  throw new Error('No such index');
}

test('MongoDB removes sessions when they expire', async () => {
  const app = await start();
  assert.ok(await expiryIndex());
  await new Browser().visits(app);
  const stored = await sessions.findOne();
  assert.ok(Math.abs(Number(stored?.expires) - Date.now() - MAX_AGE) < 5_000);
  await app.stop();
});

test('an index of another age is changed', async () => {
  await sessions.dropIndexes();
  await sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 3600, name: 'other' });
  const app = await start();
  assert.equal((await expiryIndex()).name, 'other');
  await app.stop();
});

test('who reads the database learns no session id', async () => {
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
test('a page that is read often moves the expiry at most once in a while', async () => {
  const app = await start();
  const visitor = new Browser();
  await visitor.visits(app);
  const before = await sessions.find().toArray();
  for (let times = 0; times < 3; times += 1) await visitor.get(`${app.url}/nothing-here`);
  assert.deepEqual(await sessions.find().toArray(), before);
  await app.stop();
});
{% } -%}
