import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { mock, test } from 'node:test';
import { loadConfig } from '../src/config.js';
import { environment, SECRET, type Settings, startApp } from './support.js';

/** Asserts that loadConfig refuses the settings with one message that matches all patterns. */
async function assertRejected(settings: Settings, ...patterns: RegExp[]): Promise<void> {
  const print = mock.method(console, 'error', () => {});
  mock.method(process, 'exit', (code: number) => {
    throw new Error(`exit ${code}`);
  });
  await assert.rejects(async () => loadConfig(environment(settings)), /^Error: exit 1$/);
  mock.restoreAll();
  const message = print.mock.calls.map(({ arguments: [text] }) => text).join('\n');
  for (const pattern of [/^Bad configuration/, ...patterns]) assert.match(message, pattern);
  assert.doesNotMatch(message, /\n\s+at |hunter2/);
  const { {%- secretEnv %}: secret } = settings;
  assert.ok(!secret?.trim() || !message.includes(secret));
}

test('one error names all invalid settings, and the app exits with 1', async () => {
{% if (!memory) { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', {%- secretEnv %}: '', {%- urlEnv %}: '' };
{% } else { -%}
  const bad = { PORT: 'http', TRUST_PROXY: 'true', {%- secretEnv %}: '' };
{% } -%}
{% if (!memory || !secretAws) { -%}
  const message = /^Bad configuration.+PORT.+TRUST_PROXY.+is missing/s;
{% } else { -%}
  const message = /^Bad configuration.+PORT.+TRUST_PROXY/s;
{% } -%}
  await assert.rejects(startApp(bad), { code: 1, message });
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
  const secret = `secret-example-${SECRET}`;
  const config = await loadConfig(environment({ {%- secretEnv %}: secret }));
  assert.deepEqual(config.{%- secretEnv %}, [secret]);
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
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await assert.rejects(startApp({ PORT: String(port) }), { code: 1, message: /set PORT to a free one/ });
  server.close();
});
