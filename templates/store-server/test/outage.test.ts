import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { database, startDatabase } from './database.js';
import { type App, Browser, publicFiles, quickest, startApp } from './support.js';

before(startDatabase);

/** Asserts that pages answer 503 in time, and that health check and static files still work. */
async function assertUnavailable(app: App, ...visitors: Browser[]): Promise<void> {
  const paths = visitors.flatMap((visitor) => ['/count', '/readyz'].map((path) => [visitor, path] as const));
  const time = await quickest(() => Promise.all(paths.map(async ([visitor, path]) => {
    const response = await visitor.get(app.url + path);
    assert.equal(response.status, 503);
    assert.ok(Number(response.headers.get('Retry-After')) > 0);
    assert.deepEqual(response.headers.getSetCookie(), []);
    assert.doesNotMatch(await response.text(), /\bat \S+:\d+/);
  })));
  assert.ok(time < 2_000, `${time} ms`);
  for (const path of ['/livez', ...publicFiles]) assert.equal((await new Browser().get(app.url + path)).status, 200);
}

async function visitsAfterRecovery(app: App, visitor: Browser): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const visits = await visitor.visits(app);
    if (visits) return visits;
    await sleep(200);
  }
  throw new Error('The app did not recover');
}

test('database frozen: answers 503 in time, then recovers', async () => {
  const app = await startApp();
  const visitor = new Browser();
  assert.equal(await visitor.visits(app), 1);
  database.signal('SIGSTOP');
  while ((await visitor.get(`${app.url}/readyz`)).ok) await sleep(10); // on a busy machine, it stops a little later
  await assertUnavailable(app, visitor, new Browser());
  database.signal('SIGCONT');
  assert.ok((await visitsAfterRecovery(app, visitor)) >= 2);
});

test('database stopped: answers 503 in time, then recovers', async () => {
  const app = await startApp();
  const visitor = new Browser();
  assert.equal(await visitor.visits(app), 1);
  await database.stop();
  await assertUnavailable(app, visitor, new Browser());
  await database.start();
{% if (mongo) { -%}
  assert.ok((await visitsAfterRecovery(app, visitor)) >= 2);
{% } else if (redis) { -%}
  assert.ok((await visitsAfterRecovery(app, visitor)) >= 1);
{% } -%}
});

test('database down at startup: answers 503, then recovers', async () => {
  await database.stop();
  const app = await startApp();
  const visitor = new Browser();
  await assertUnavailable(app, visitor);
  await database.start();
  assert.equal(await visitsAfterRecovery(app, visitor), 1);
  assert.equal((await visitor.get(`${app.url}/readyz`)).status, 200);
});
