import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, startDatabase } from './database.js';
import { type App, Browser, publicFiles, quickest, startApp } from './support.js';

let database: Database;
before(async () => {
  database = await startDatabase();
});
after(() => database.end());

const start = () => startApp({ {%- urlEnv %}: database.url });

/** Fails unless pages are refused in time, while the process and its files are well. */
async function refusesWithoutHarm(app: App, visitor: Browser): Promise<void> {
  for (const path of ['/count', '/readyz']) {
    const time = await quickest(async () => {
      const response = await visitor.get(app.url + path);
      assert.equal(response.status, 503);
      assert.ok(Number(response.headers.get('Retry-After')) > 0);
      assert.deepEqual(response.headers.getSetCookie(), []);
      assert.doesNotMatch(await response.text(), /\bat \S+:\d+/);
    });
    assert.ok(time < 2_000, `${path} took ${time} ms`);
  }
  for (const path of ['/livez', ...publicFiles]) assert.equal((await visitor.get(app.url + path)).status, 200);
}

/** Visits until the page is there again, for 10 s at most. */
async function recovers(app: App, visitor: Browser): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const visits = await visitor.visits(app);
    if (visits) return visits;
    await sleep(200);
  }
  throw new Error('No recovery');
}

test('a frozen database: 503 in time, and back by itself', async () => {
  const app = await start();
  const visitor = new Browser();
  assert.equal(await visitor.visits(app), 1);
  database.signal('SIGSTOP');
  await refusesWithoutHarm(app, visitor);
  await refusesWithoutHarm(app, new Browser());
  database.signal('SIGCONT');
  assert.ok((await recovers(app, visitor)) >= 2);
  await app.stop();
});

test('a database that is gone: 503 in time, and back by itself', async () => {
  const app = await start();
  const visitor = new Browser();
  assert.equal(await visitor.visits(app), 1);
  await database.stop();
  await refusesWithoutHarm(app, visitor);
  await refusesWithoutHarm(app, new Browser());
  await database.start();
{% if (mongo) { -%}
  assert.ok((await recovers(app, visitor)) >= 2);
{% } else if (redis) { -%}
  assert.ok((await recovers(app, visitor)) >= 1);
{% } -%}
  await app.stop();
});

test('no database at the start: 503, and there once it comes', async () => {
  await database.stop();
  const app = await start();
  const visitor = new Browser();
  await refusesWithoutHarm(app, visitor);
  await database.start();
  assert.equal(await recovers(app, visitor), 1);
  assert.equal((await visitor.get(`${app.url}/readyz`)).status, 200);
  await app.stop();
});
