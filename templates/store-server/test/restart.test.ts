import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Database, startDatabase } from './database.js';
import { Browser, SECRET, startApp } from './support.js';

let database: Database;
before(async () => {
  database = await startDatabase();
});
after(() => database.end());

const start = (settings = {}) => startApp({ {%- urlEnv %}: database.url, ...settings });

test('a session survives a server that is killed', async () => {
  const visitor = new Browser();
  const first = await start();
  assert.equal(await visitor.visits(first), 1);
  assert.equal(await first.stop('SIGKILL'), null);
  const second = await start();
  assert.equal(await visitor.visits(second), 2);
  await second.stop();
});

test('two servers share a session', async () => {
  const visitor = new Browser();
  const [one, other] = await Promise.all([start(), start()]);
  assert.equal(await visitor.visits(one), 1);
  assert.equal(await visitor.visits(other), 2);
  assert.equal(await visitor.visits(one), 3);
  await Promise.all([one.stop(), other.stop()]);
});

test('a new secret in front of the old one ends no session', async () => {
  const NEW_SECRET = SECRET.split('').reverse().join('');
  const visitor = new Browser();
  let count = 0;
  for (const secrets of [SECRET, `${NEW_SECRET},${SECRET}`, NEW_SECRET]) {
    const app = await start({ {%- secretEnv %}: secrets });
    count += 1;
    assert.equal(await visitor.visits(app), count);
    await app.stop();
  }
});

test('SIGTERM ends the server at once when nothing is under way', async () => {
  const app = await start();
  await new Browser().visits(app);
  const begin = Date.now();
  assert.equal(await app.stop('SIGTERM'), 0);
  assert.ok(Date.now() - begin < 2_000);
});
