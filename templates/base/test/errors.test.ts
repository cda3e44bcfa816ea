import assert from 'node:assert/strict';
{% if (!memory) { -%}
import { before, test } from 'node:test';
import { startDatabase } from './database.js';
{% } else { -%}
import { test } from 'node:test';
{% } -%}
import { type App, Browser, printed, SECRET, startApp } from './support.js';

{% if (!memory) { -%}
before(startDatabase);
{% } -%}

const logOf = async (app: App, path: string) => JSON.parse(await printed(app, new RegExp(`^{.+"url":"${path}".+$`, 'm')));

test('in development, the stack of an error, but not of a missing page, is shown', async () => {
  const app = await startApp({ NODE_ENV: 'development' });
  const response = await new Browser().get(`${app.url}/throw`);
  assert.equal(response.status, 500);
  assert.match(await response.text(), /Error: &lt;b&gt;broken&lt;\/b&gt;<br>.+at .+test.server/);
  await printed(app, /^Error: <b>broken<\/b>\n +at .+test.server/m);
  const missing = await new Browser().get(`${app.url}/nothing-here`);
  assert.equal(missing.status, 404);
  assert.doesNotMatch(await missing.text(), /\bat \S+:\d+/);
  const { level, err } = await logOf(app, '/nothing-here');
  assert.deepEqual([level, err], [30, undefined]);
});

{% if (!memory) { -%}
const MODES = ['production', 'staging'];
{% } else { -%}
const MODES = ['test'];
{% } -%}

for (const mode of MODES) {
  test(`with NODE_ENV=${mode}, the stack of an error is only in the log, without secrets`, async () => {
    const app = await startApp({ NODE_ENV: mode, TRUST_PROXY: '1' });
    const visitor = new Browser();
    await visitor.get(`${app.url}/count`, { 'X-Forwarded-Proto': 'https' });
    const response = await visitor.get(`${app.url}/throw`);
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /broken|\bat \S+:\d+/);
    const { level, err } = await logOf(app, '/throw');
    assert.deepEqual([level, err.type, err.message], [50, 'Error', '<b>broken</b>']);
    assert.match(err.stack, /test.server/);
    for (const secret of [SECRET, 'hunter2', visitor.sessionId])
      assert.ok(!app.output().includes(secret), secret);
  });
}
