import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECRET, startApp } from './support.js';

{% if (mongo) { -%}
const good = { {%- urlEnv %}: 'mongodb://localhost:1/app' };
{% } else if (redis) { -%}
const good = { {%- urlEnv %}: 'redis://localhost:1' };
{% } -%}
{% if (!memory) { -%}
const start = (settings = {}) => startApp({ ...good, ...settings });
{% } else { -%}
const start = (settings = {}) => startApp(settings);
{% } -%}

/** Asserts that the server exits with one error that matches all patterns. */
async function assertRejected(settings: Record<string, string>, ...named: RegExp[]): Promise<void> {
  await assert.rejects(start(settings), ({ message }: Error) => {
    assert.match(message, /^Bad configuration/);
    for (const name of named) assert.match(message, name);
    assert.doesNotMatch(message, /\n\s+at /);
    return true;
  });
}

test('one error names all invalid settings', async () => {
{% if (!memory) { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', {%- secretEnv %}: '', {%- urlEnv %}: '' };
{% } else { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', {%- secretEnv %}: '' };
{% } -%}
{% if (!memory || !secretAws) { -%}
  await assertRejected(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/, /is missing/);
{% } else { -%}
  await assertRejected(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/);
{% } -%}
});

for (const [what, secret] of [
  ['a short', 'too-short'],
  ['a repeated', 'x'.repeat(64)],
  ['a placeholder', 'change-me-please-change-me-please-now'],
{% if (secretEnvSource) { -%}
  ['an empty second', `${SECRET},`],
{% } else { -%}
  ['a short second', `${SECRET},too-short`],
{% } -%}
] as const) {
  test(`${what} secret is rejected and not printed`, () => assertRejected({ {%- secretEnv %}: secret }, /32 random/));
}

{% if (secretFile) { -%}
test('a missing or empty secrets file is rejected', async () => {
  await assertRejected({ {%- secretEnv %}_FILE: 'no-such-file' }, /names no file/);
  await assertRejected({ {%- secretEnv %}: '\n' }, /holds nothing/);
});
{% } -%}

{% if (memory) { -%}
test('production is rejected with sessions in memory', () => assertRejected({ NODE_ENV: 'production' }, /in memory/));
{% } -%}

test('a port in use gives a clear error', async () => {
  const app = await start();
  const { port } = new URL(app.url);
  await assert.rejects(start({ PORT: port }), /set PORT to a free one/);
  await app.stop();
});
