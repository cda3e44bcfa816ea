import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { startDatabase } from './database.js';
import { Browser, SECRET, startApp } from './support.js';

before(startDatabase);

test('a session survives when the server restarts', async () => {
  const visitor = new Browser();
  const first = await startApp();
  assert.equal(await visitor.visits(first), 1);
  const begin = Date.now();
  assert.equal(await first.stop(), 0);
  assert.ok(Date.now() - begin < 2_000, 'SIGTERM does not stop an idle server at once');
  assert.equal(await visitor.visits(await startApp()), 2);
});

test('two servers share a session, which survives when one is killed', async () => {
  const visitor = new Browser();
  const [one, other] = await Promise.all([startApp(), startApp()]);
  assert.equal(await visitor.visits(one), 1);
  assert.equal(await visitor.visits(other), 2);
  assert.equal(await visitor.visits(one), 3);
  await one.stop('SIGKILL');
  assert.equal(await visitor.visits(other), 4);
});

test('adding a secret before the current one ends no session', async () => {
  const NEW_SECRET = SECRET.split('').reverse().join('');
  const lists = [SECRET, `${NEW_SECRET},${SECRET}`, NEW_SECRET];
  const servers = await Promise.all(lists.map((list) => startApp({ {%- secretEnv %}: list })));
  const visitor = new Browser();
  for (const [index, server] of servers.entries()) assert.equal(await visitor.visits(server), index + 1);
});
