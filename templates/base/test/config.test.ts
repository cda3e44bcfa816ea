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

/** Fails unless the server refuses to start and names each of these. */
async function refuses(settings: Record<string, string>, ...named: RegExp[]): Promise<void> {
  await assert.rejects(start(settings), ({ message }: Error) => {
    assert.match(message, /^Bad configuration/);
    for (const name of named) assert.match(message, name);
    assert.doesNotMatch(message, /\n\s+at /);
    return true;
  });
}

test('every bad setting is named at once', async () => {
{% if (!memory) { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', {%- secretEnv %}: '', {%- urlEnv %}: '' };
{% } else { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', {%- secretEnv %}: '' };
{% } -%}
{% if (!memory || !secretAws) { -%}
  await refuses(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/, /is missing/);
{% } else { -%}
  await refuses(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/);
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
  test(`${what} secret is refused, and not printed`, () => refuses({ {%- secretEnv %}: secret }, /32 random/));
}

{% if (secretFile) { -%}
test('a file of secrets that is missing or empty is refused', async () => {
  await refuses({ {%- secretEnv %}_FILE: 'no-such-file' }, /names no file/);
  await refuses({ {%- secretEnv %}: '\n' }, /holds nothing/);
});
{% } -%}

{% if (memory) { -%}
test('production is refused: the sessions are in memory', () => refuses({ NODE_ENV: 'production' }, /in memory/));
{% } -%}

test('a port in use is a clear message', async () => {
  const app = await start();
  const { port } = new URL(app.url);
  await assert.rejects(start({ PORT: port }), /set PORT to a free one/);
  await app.stop();
});
