import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cookie } from 'express-session';
import { connect } from '../src/database.js';
import { SessionStore } from '../src/session-store.js';
import { database } from './database.js';
import { Browser, setUpApp } from './support.js';

const app = setUpApp();

test('a slow request does not restore a session destroyed meanwhile', async () => {
  const visitor = new Browser();
  await visitor.visits(app);
  const { cookie } = visitor;
  const paths = ['/slow', '/destroy'];
  const responses = await Promise.all(paths.map((path) => visitor.get(app.url + path)));
  assert.deepEqual(responses.map(({ status }) => status), [401, 200]);
  visitor.cookie = cookie;
  assert.equal(await visitor.visits(app), 1);
  assert.notEqual(visitor.cookie, cookie);
});

test('touching a destroyed session is not an error', async () => {
  const store = new SessionStore(connect(database.url));
  while (await new Promise((resolve) => store.get('', resolve))) await sleep(20); // until it is connected
  const error = await new Promise((resolve) => store.touch('destroyed', { cookie: new Cookie() }, resolve));
  assert.equal(error ?? null, null);
  await store.close();
});

test('an idle session expires', async () => {
  const visitor = new Browser();
  await visitor.visits(app);
  await visitor.get(`${app.url}/idle`);
{% if (mongo) { -%}
  await sleep(400);
{% } else if (redis) { -%}
  await sleep(1_400); // Redis rounds the expiry to seconds
{% } -%}
  assert.equal(await visitor.visits(app), 1);
});

test('a session in constant use expires after its maximum lifetime', async () => {
  const visitor = new Browser();
  await visitor.visits(app);
  assert.equal(await visitor.visits(app), 2);
  await visitor.get(`${app.url}/old`);
  assert.equal(await visitor.visits(app), 1);
});
