import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Request } from 'express';
import { Cookie, type SessionData } from 'express-session';
import { MongoClient } from 'mongodb';
import type { MongoMemoryServer } from 'mongodb-memory-server-core';
import { startMongod } from '../scripts/mongod.js';
import { SessionStore } from '../src/session-store.js';

let mongod: MongoMemoryServer;
let client: MongoClient;
let store: SessionStore;

before(async () => {
  mongod = await startMongod();
  client = await MongoClient.connect(mongod.getUri('test'));
  store = new SessionStore(client);
});

after(async () => {
  await client.close();
  await mongod.stop();
});

const set = (id: string, session: SessionData) => promisify(store.set.bind(store))(id, session);
const touch = (id: string, session: SessionData) => promisify(store.touch.bind(store))(id, session);
const destroy = (id: string) => promisify(store.destroy.bind(store))(id);
const get = (id: string) => promisify(store.get.bind(store) as (id: string, done: (error: unknown, session?: SessionData | null) => void) => void)(id);

/** Stores a new session and loads it, as a request does. */
async function loaded(id: string): Promise<SessionData> {
  const cookie = new Cookie();
  cookie.maxAge = 60_000;
  await set(id, { cookie });
  const data = await get(id);
  assert.ok(data);
  return store.createSession({ sessionStore: store, sessionID: id } as unknown as Request, data);
}

test('a request that finishes after sign-out cannot bring the session back', async () => {
  const session = await loaded('late');
  await destroy('late');
  session.visits = 2;
  await set('late', session);
  assert.equal(await get('late'), null);
});

test('a touch of a session that has ended is no error', async () => {
  const session = await loaded('touched');
  await destroy('touched');
  await touch('touched', session);
  assert.equal(await get('touched'), null);
});

test('a loaded session is updated, with the time when it began', async () => {
  const session = await loaded('kept');
  session.visits = 7;
  await set('kept', session);
  const again = await get('kept');
  assert.equal(again?.visits, 7);
  assert.equal(again?.startedAt, session.startedAt);
});
