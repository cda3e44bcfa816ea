import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../src/database.js';
import { MAX_AGE } from '../src/session.js';
import { SessionStore } from '../src/session-store.js';
import { database } from './database.js';
import { Browser, setUpApp } from './support.js';

const app = setUpApp();

async function ttlIndex() {
  for (let tries = 0; tries < 50; tries += 1) {
    const indexes = await database.sessions.indexes().catch(() => []);
    const index = indexes.find(({ key, expireAfterSeconds }) => key.expires === 1 && expireAfterSeconds === 0);
    if (index) return index;
    await sleep(100);
  }
  throw new Error('There is no TTL index');
}

test('MongoDB deletes expired sessions', async () => {
  assert.ok(await ttlIndex());
  await new Browser().visits(app);
  const stored = await database.sessions.findOne();
  assert.ok(Math.abs(Number(stored?.expires) - Date.now() - MAX_AGE) < 5_000);
});

test('a TTL index with another age is modified', async () => {
  await database.sessions.dropIndexes();
  await database.sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 3600, name: 'other' });
  const store = new SessionStore(connect(database.url));
  assert.equal((await ttlIndex()).name, 'other');
  await store.close();
});

test('the database contains no session IDs', async () => {
  const visitor = new Browser();
  await visitor.visits(app);
  const id = visitor.sessionId;
  const stored = await database.sessions.findOne({ _id: createHash('sha256').update(id).digest('base64url') });
{% if (!encrypt) { -%}
  assert.match(stored?.session ?? '', /"count":1/);
{% } else { -%}
  assert.match(stored?.session ?? '', /^[\w+/=]{100,}$/);
{% } -%}
  assert.ok(!JSON.stringify(await database.sessions.find().toArray()).includes(id));
});

{% if (touchAfterS > 0) { -%}
test('frequent requests update the expiry only once per interval', async () => {
  const visitor = new Browser();
  await visitor.visits(app);
  const before = await database.sessions.find().toArray();
  for (let times = 0; times < 3; times += 1) await visitor.get(`${app.url}/nothing-here`);
  assert.deepEqual(await database.sessions.find().toArray(), before);
});
{% } -%}
