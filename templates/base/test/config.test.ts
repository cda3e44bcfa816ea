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
  const { {%- secretEnv %}: secret } = settings;
  await assert.rejects(start(settings), ({ message, code }: Error & { code: number }) => {
    assert.equal(code, 1);
    assert.match(message, /^Bad configuration/);
    for (const name of named) assert.match(message, name);
    assert.doesNotMatch(message, /\n\s+at |hunter2/);
    assert.ok(!secret?.trim() || !message.includes(secret));
    return true;
  });
}

test('one error names all invalid settings', async () => {
{% if (!memory) { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', {%- secretEnv %}: '', {%- urlEnv %}: '' };
{% } else { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', {%- secretEnv %}: '' };
{% } -%}
{% if (!memory || !secretAws) { -%}
  await assertRejected(bad, /PORT/, /TRUST_PROXY/, /is missing/);
{% } else { -%}
  await assertRejected(bad, /PORT/, /TRUST_PROXY/);
{% } -%}
});

for (const [what, secret, reason] of [
  ['too short', 'too-short', /is shorter than 32 characters/],
  ['a placeholder', 'Secret', /is a well-known placeholder/],
  ['a common placeholder', 'changeme', /is a well-known placeholder/],
  ['one repeated character', 'a'.repeat(32), /is repetitive/],
  ['a repeated phrase', 'keyboard cat '.repeat(3), /is repetitive/],
{% if (secretEnvSource) { -%}
  ['followed by an empty one', `${SECRET},`, /is shorter/],
{% } else { -%}
  ['followed by a short one', `${SECRET},too-short`, /is shorter/],
{% } -%}
] as const) {
  test(`refuses a secret that is ${what}, and does not print it`, async () => {
    await assertRejected({ {%- secretEnv %}: secret }, reason);
  });
}

test('a random secret may contain any word', async () => {
  const app = await start({ {%- secretEnv %}: `secret-example-${SECRET}` });
  await app.stop();
});

{% if (!memory) { -%}
test('the address of another database is refused, and not printed', async () => {
  for (const url of ['postgres://ada:hunter2@localhost/app', 'ada:hunter2@localhost', 'http://hunter2'])
{% if (mongo) { -%}
    await assertRejected({ {%- urlEnv %}: url }, /must be a valid mongodb:\/\/ or mongodb\+srv:\/\//);
{% } else { -%}
    await assertRejected({ {%- urlEnv %}: url }, /must be a valid redis:\/\/ or rediss:\/\//);
{% } -%}
});
{% } -%}

{% if (secretFile) { -%}
test('a missing or empty secrets file is rejected', async () => {
  await assertRejected({ {%- secretEnv %}_FILE: 'no-such-file' }, /names no file/);
  await assertRejected({ {%- secretEnv %}: '\n' }, /holds nothing/);
});
{% } -%}

{% if (memory) { -%}
for (const NODE_ENV of ['production', 'staging'])
  test(`${NODE_ENV} is rejected because sessions are in memory`, () => assertRejected({ NODE_ENV }, /in memory/));
{% } -%}

test('a port in use gives a clear error', async () => {
  const app = await start();
  const { port } = new URL(app.url);
  await assert.rejects(start({ PORT: port }), /set PORT to a free one/);
  await app.stop();
});
