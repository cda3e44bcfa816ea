import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECRET, startApp } from './support.js';

const URL = 'mongodb://localhost:1/app'; //? mongo
const URL = 'redis://localhost:1'; //? redis

const good = { /*- urlEnv */ DATABASE_URL: URL }; //? !memory
const good = {}; //? memory

/** Fails unless the server refuses to start and names each of these. */
async function refuses(settings: Record<string, string>, ...named: RegExp[]): Promise<void> {
  await assert.rejects(startApp({ ...good, ...settings }), ({ message }: Error) => {
    assert.match(message, /^Bad configuration/);
    for (const name of named) assert.match(message, name);
    assert.doesNotMatch(message, /\n\s+at /);
    return true;
  });
}

test('every bad setting is named at once', async () => {
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', /*- secretEnv */ SESSION_SECRET: '', /*- urlEnv */ DATABASE_URL: '' }; //? !memory
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', /*- secretEnv */ SESSION_SECRET: '' }; //? memory
  await refuses(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/, /is missing/); //? !memory || !secretAws
  await refuses(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/); //? memory && secretAws
});

for (const [what, secret] of [
  ['short', 'too-short'],
  ['repeated', 'x'.repeat(64)],
  ['placeholder', 'change-me-please-change-me-please-now'],
  ['empty second', `${SECRET},`], //? secretEnvSource
  ['short second', `${SECRET},too-short`], //? !secretEnvSource
] as const) {
  test(`a ${what} secret is refused, and not printed`, () => refuses({ /*- secretEnv */ SESSION_SECRET: secret }, /32 random/));
}

test('a file of secrets that is missing or empty is refused', async () => { //? secretFile
  await refuses({ /*- secretEnv + '_FILE' */ SESSION_SECRET_FILE: 'no-such-file' }, /names no file/); //? secretFile
  await refuses({ /*- secretEnv */ SESSION_SECRET: '\n' }, /holds nothing/); //? secretFile
}); //? secretFile

test('production is refused: the sessions are in memory', () => refuses({ NODE_ENV: 'production' }, /in memory/)); //? memory

test('a port in use is a clear message', async () => {
  const app = await startApp(good);
  const { port } = new globalThis.URL(app.url);
  await assert.rejects(startApp({ ...good, PORT: port }), /set PORT to a free one/);
  await app.stop();
});
