import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import session from 'express-session';
import { MongoClient } from 'mongodb';
import { SessionStore } from '../src/session-store.js';
import { database, startDatabase } from './database.js';
{% if (encrypt) { -%}
import { SECRET } from './support.js';
{% } -%}

let store: SessionStore;
let commands: string[] = [];

before(async () => {
  await startDatabase();
  const client = new MongoClient(database.url, { monitorCommands: true });
  client.on('commandStarted', ({ commandName }) => commands.push(commandName));
  store = new SessionStore(client.connect());
{% if (encrypt) { -%}
  store.secrets = [SECRET];
{% } -%}
  await countOf('nobody'); // connected now
});
after(() => store.close());

const ids = Array.from({ length: 15 }, (_, index) => `visitor-${index}`);

function save(id: string, count: number): Promise<void> {
  const cookie = new session.Cookie();
  cookie.maxAge = 60_000;
  return new Promise((resolve, reject) => {
    store.set(id, { cookie, count }, (error) => (error ? reject(error) : resolve()));
  });
}

function countOf(id: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    store.get(id, (error, data) => (error ? reject(error) : resolve(data?.count)));
  });
}

test('concurrent requests share a command, and each gets its own result', async () => {
  commands = [];
  await Promise.all(ids.map((id, index) => save(id, index)));
  assert.deepEqual(commands.filter((name) => name === 'update'), ['update']);
  const asked = [...ids, 'nobody', ...ids];
  const found = await Promise.all(asked.map(countOf));
  assert.deepEqual(found, [...ids.keys(), undefined, ...ids.keys()]);
  assert.ok(commands.filter((name) => name === 'find').length <= 2, String(commands));
});

test('operations on one session keep their order', async () => {
  await Promise.all(ids.map((_, index) => save('busy', index)));
  assert.equal(await countOf('busy'), ids.length - 1);
  const destroy = promisify((id: string, done: (error?: unknown) => void) => store.destroy(id, done));
  await Promise.all([save('busy', 1), destroy('busy')]);
  assert.equal(await countOf('busy'), undefined);
});
