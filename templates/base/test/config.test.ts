import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECRET, startApp } from './support.js';

const good = { /*- urlEnv */ DATABASE_URL: 'mongodb://localhost:1/app' }; //? mongo
const good = { /*- urlEnv */ REDIS_URL: 'redis://localhost:1' }; //? redis
const start = (settings = {}) => startApp({ ...good, ...settings }); //? !memory
const start = (settings = {}) => startApp(settings); //? memory

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
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', /*- secretEnv */ SESSION_SECRET: '', /*- urlEnv */ DATABASE_URL: '' }; //? !memory
  const bad = { PORT: 'http', TRUST_PROXY: 'true', NODE_ENV: 'prod', /*- secretEnv */ SESSION_SECRET: '' }; //? memory
  await refuses(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/, /is missing/); //? !memory || !secretAws
  await refuses(bad, /PORT/, /TRUST_PROXY/, /NODE_ENV/); //? memory && secretAws
});

for (const [what, secret] of [
  ['a short', 'too-short'],
  ['a repeated', 'x'.repeat(64)],
  ['a placeholder', 'change-me-please-change-me-please-now'],
  ['an empty second', `${SECRET},`], //? secretEnvSource
  ['a short second', `${SECRET},too-short`], //? !secretEnvSource
] as const) {
  test(`${what} secret is refused, and not printed`, () => refuses({ /*- secretEnv */ SESSION_SECRET: secret }, /32 random/));
}

test('a file of secrets that is missing or empty is refused', async () => { //? secretFile
  await refuses({ /*- secretEnv + '_FILE' */ SESSION_SECRET_FILE: 'no-such-file' }, /names no file/); //? secretFile
  await refuses({ /*- secretEnv */ SESSION_SECRET: '\n' }, /holds nothing/); //? secretFile
}); //? secretFile

test('production is refused: the sessions are in memory', () => refuses({ NODE_ENV: 'production' }, /in memory/)); //? memory

test('a port in use is a clear message', async () => {
  const app = await start();
  const { port } = new URL(app.url);
  await assert.rejects(start({ PORT: port }), /set PORT to a free one/);
  await app.stop();
});
