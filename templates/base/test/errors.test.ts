import assert from 'node:assert/strict';
{% if (!memory) { -%}
import { after, before, test } from 'node:test';
{% } else { -%}
import { test } from 'node:test';
{% } -%}
import { setTimeout as sleep } from 'node:timers/promises';
{% if (!memory) { -%}
import { type Database, startDatabase } from './database.js';
{% } -%}
import { type App, Browser, SECRET, startApp } from './support.js';

{% if (!memory) { -%}
let database: Database;

before(async () => {
  database = await startDatabase();
});
after(() => database.end());

const start = (NODE_ENV: string) => startApp({ {%- urlEnv %}: database.url, NODE_ENV });
{% } else { -%}
const start = (NODE_ENV: string) => startApp({ NODE_ENV });
{% } -%}

/** Waits up to 2 s for output that matches, and returns the match. */
async function printed(app: App, pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 100 && !pattern.test(app.output()); tries += 1) await sleep(20);
  assert.match(app.output(), pattern);
  return pattern.exec(app.output())?.[0] ?? '';
}

/** Returns the log entry of a request for this path. */
const logOf = async (app: App, path: string) => JSON.parse(await printed(app, new RegExp(`^{.+"url":"${path}".+$`, 'm')));

test('in development, the stack of an error is shown in the browser and in the terminal', async () => {
  const app = await start('development');
  const response = await new Browser().get(`${app.url}/throw`);
  assert.equal(response.status, 500);
  assert.match(await response.text(), /Error: &lt;b&gt;broken&lt;\/b&gt;<br>.+at .+test.server/);
  await printed(app, /^Error: <b>broken<\/b>\n +at .+test.server/m);
  await app.stop();
});

{% if (!memory) { -%}
const MODES = ['test', 'production', 'staging'];
{% } else { -%}
const MODES = ['test'];
{% } -%}

for (const mode of MODES) {
  test(`with NODE_ENV=${mode}, the stack of an error is only in the log, without secrets`, async () => {
    const app = await start(mode);
    const visitor = new Browser();
    await visitor.visits(app);
    const response = await visitor.get(`${app.url}/throw`);
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /broken|\bat \S+:\d+/);
    const { level, err } = await logOf(app, '/throw');
    assert.deepEqual([level, err.type, err.message], [50, 'Error', '<b>broken</b>']);
    assert.match(err.stack, /test.server/);
    for (const secret of [SECRET, 'hunter2', /s%3A([^.]+)/.exec(visitor.cookie)?.[1] ?? SECRET])
      assert.ok(!app.output().includes(secret), secret);
    await app.stop();
  });
}

test('a missing page is not logged as an error', async () => {
  const app = await start('development');
  const response = await new Browser().get(`${app.url}/nothing-here`);
  assert.equal(response.status, 404);
  assert.doesNotMatch(await response.text(), /\bat \S+:\d+/);
  const { level, err } = await logOf(app, '/nothing-here');
  assert.deepEqual([level, err], [30, undefined]);
  await app.stop();
});
