import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, before, beforeEach, mock, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { MemoryStore } from 'express-session';
import { loadConfig } from '../src/config.js';
import { sessions } from '../src/session.js';
import { Browser, startApp } from './support.js';

const MINUTE = 60_000;
const [first, second] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];

/** The versions stored in AWS, and how often the previous one, which is read last, was requested. */
let versions: Record<string, string | undefined>;
let rounds = 0;

/** A fake of the AWS API: returns a version, or the error for a missing one. */
const aws = createServer(async (req, res) => {
  const { SecretId, VersionStage } = (await json(req)) as Record<string, string>;
  const SecretString = SecretId === 'app/session' ? versions[VersionStage ?? ''] : undefined;
  const missing = { __type: 'ResourceNotFoundException', message: `There is no ${SecretId} ${VersionStage}` };
  res.setHeader('Content-Type', 'application/x-amz-json-1.1').statusCode = SecretString ? 200 : 400;
  res.end(JSON.stringify(SecretString ? { SecretString, VersionStages: [VersionStage] } : missing));
  if (VersionStage === 'AWSPREVIOUS') rounds += 1;
});
const settings = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'key',
  AWS_ENDPOINT_URL: '',
  {%- secretEnv %}_ID: 'app/session',
{% if (!memory) { -%}
  {%- urlEnv %}: {%= mongo ? 'mongodb://localhost:1/app' : 'redis://localhost:1' %},
{% } -%}
};

before(async () => {
  await once(aws.listen(0, '127.0.0.1'), 'listening');
  settings.AWS_ENDPOINT_URL = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
  Object.assign(process.env, settings);
});
after(() => aws.close());
beforeEach(() => {
  versions = { AWSCURRENT: first };
});

async function refresh(): Promise<void> {
  const before = rounds;
  mock.timers.tick(5 * MINUTE);
  while (rounds === before) await sleep(10);
  await sleep(50);
}

test('rotating the secret in AWS needs no restart and ends no session', async () => {
  mock.timers.enable({ apis: ['setInterval'] });
  const app = express().use(sessions(await loadConfig(settings), new MemoryStore()));
  app.get('/', ({ session }, res) => {
    session.count = (session.count ?? 0) + 1;
    res.send(String(session.count));
  });
  const server = app.listen(0);
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const visits = async (visitor: Browser) => Number(await (await visitor.get(url)).text());
  const early = new Browser();
  assert.equal(await visits(early), 1);
  const { cookie } = early;

  versions = { AWSCURRENT: second, AWSPREVIOUS: first };
  await refresh();
  const between = new Browser();
  assert.equal(await visits(between), 1); // signed with the first: other servers may not have the second yet
  const { cookie: signedByFirst } = between;
  await refresh();
  const late = new Browser();
  assert.equal(await visits(late), 1);
  assert.equal(await visits(early), 2);

  versions = { AWSCURRENT: second };
  await refresh();
  assert.equal(await visits(late), 2);
  for (const old of [cookie, signedByFirst]) {
    early.cookie = old;
    assert.equal(await visits(early), 1);
  }

  versions = {}; // AWS fails: the secrets stay in use
  const before = rounds;
  mock.timers.tick(5 * MINUTE);
  await sleep(500);
  assert.equal(rounds, before);
  assert.equal(await visits(late), 3);
  server.close();
  mock.timers.reset();
});

for (const [what, changes, message] of [
  ['no such secret', { {%- secretEnv %}_ID: 'app/other' }, /There is no app\/other/],
  ['no response', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, /Manager: .*ECONNREFUSED/],
  ['no secret ID', { {%- secretEnv %}_ID: '', {%- secretEnv %}: '' }, /_ID is missing/],
] as const) {
  test(`${what}: the server exits and names the reason`, async () => {
    await assert.rejects(startApp({ ...settings, ...changes }), message);
  });
}

test('a weak secret is rejected and not printed', async () => {
  versions = { AWSCURRENT: 'too-short' };
  await assert.rejects(startApp(settings), ({ message }: Error) => {
    assert.match(message, /is shorter than 32 characters/);
    return !message.includes('too-short');
  });
});
