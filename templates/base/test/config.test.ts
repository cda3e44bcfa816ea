import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECRET, startApp } from './support.js';

const good = { /*- urlEnv */ DATABASE_URL: 'mongodb://localhost:1/app' }; //? mongo
const good = { /*- urlEnv */ REDIS_URL: 'redis://localhost:1' }; //? redis
const start = (settings = {}) => start({ ...settings }); //? !memory
const start = (settings = {}) => startApp(settings); //? memory

/** Fails unless the server refuses to start and names each of these. */
async function refuses(settings: Record<string, string>, ...named: RegExp[]): Promise<void> {
  const { /*- secretEnv */ SESSION_SECRET: secret } = settings;
  await assert.rejects(start(settings), ({ message, code }: Error & { code: number }) => {
    assert.equal(code, 1);
    assert.match(message, /^Bad configuration/);
    for (const name of named) assert.match(message, name);
    assert.doesNotMatch(message, /\n\s+at |hunter2/);
    assert.ok(!secret?.trim() || !message.includes(secret));
    return true;
  });
}

test('every bad setting is named at once', async () => {
  const bad = { PORT: 'http', TRUST_PROXY: 'true', /*- secretEnv */ SESSION_SECRET: '', /*- urlEnv */ DATABASE_URL: '' }; //? !memory
  const bad = { PORT: 'http', TRUST_PROXY: 'true', /*- secretEnv */ SESSION_SECRET: '' }; //? memory
  await refuses(bad, /PORT/, /TRUST_PROXY/, /is missing/); //? !memory || !secretAws
  await refuses(bad, /PORT/, /TRUST_PROXY/); //? memory && secretAws
});

for (const [what, secret, reason] of [
  ['short', 'too-short', /is shorter than 32 characters/],
  ['placeholder', 'Secret', /is a well-known placeholder/],
  ['common placeholder', 'changeme', /is a well-known placeholder/],
  ['monotonous', 'a'.repeat(32), /is repetitive/],
  ['repeated', 'keyboard cat '.repeat(3), /is repetitive/],
  ['empty second', `${SECRET},`, /is shorter/], //? secretEnvSource
  ['short second', `${SECRET},too-short`, /is shorter/], //? !secretEnvSource
] as const) {
  test(`a ${what} secret is refused, and not printed`, async () => {
    await refuses({ /*- secretEnv */ SESSION_SECRET: secret }, reason);
  });
}

test('a random secret may contain any word', async () => {
  const app = await start({ /*- secretEnv */ SESSION_SECRET: `secret-example-${SECRET}` });
  await app.stop();
});

test('the address of another database is refused, and not printed', async () => { //? !memory
  for (const url of ['postgres://ada:hunter2@localhost/app', 'ada:hunter2@localhost', 'http://hunter2']) //? !memory
    await refuses({ /*- urlEnv */ DATABASE_URL: url }, /must be a valid mongodb:\/\/ or mongodb\+srv:\/\//); //? mongo
    await refuses({ /*- urlEnv */ DATABASE_URL: url }, /must be a valid redis:\/\/ or rediss:\/\//); //? redis
}); //? !memory

test('a file of secrets that is missing or empty is refused', async () => { //? secretFile
  await refuses({ /*- secretEnv + '_FILE' */ SESSION_SECRET_FILE: 'no-such-file' }, /names no file/); //? secretFile
  await refuses({ /*- secretEnv */ SESSION_SECRET: '\n' }, /holds nothing/); //? secretFile
}); //? secretFile

for (const NODE_ENV of ['production', 'staging']) //? memory
  test(`${NODE_ENV} is refused: the sessions are in memory`, () => refuses({ NODE_ENV }, /in memory/)); //? memory

test('a port in use is a clear message', async () => {
  const app = await start();
  const { port } = new URL(app.url);
  await assert.rejects(start({ PORT: port }), /set PORT to a free one/);
  await app.stop();
});
