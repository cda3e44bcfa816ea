import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Collection, MongoClient } from 'mongodb';
import type { MongoMemoryServer } from 'mongodb-memory-server-core';
import { startMongod } from '../scripts/mongod.js';
import { run, type RunningApp, SECRET, startApp, Visitor } from './app.js';

let mongod: MongoMemoryServer;
let url: string;
let client: MongoClient;
let sessions: Collection<{ _id: string; session: string; expires: Date }>;
let visitor: Visitor;
const apps: RunningApp[] = [];

/** Starts the app on the test database; it is stopped after the test. */
async function start(env: Record<string, string> = {}): Promise<RunningApp> {
  const app = await startApp({ /*- urlEnv */ DATABASE_URL: url, ...env });
  apps.push(app);
  return app;
}

before(async () => {
  mongod = await startMongod();
  url = mongod.getUri('test');
  client = await MongoClient.connect(url);
  sessions = client.db().collection(/*= collection */ 'sessions');
});

after(async () => {
  await client.close();
  await mongod.stop();
});

beforeEach(async () => {
  await client.db().dropDatabase();
  visitor = new Visitor();
});

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
});

describe('a session', () => {
  test('survives the death of the server', async () => {
    const first = await startApp({ /*- urlEnv */ DATABASE_URL: url });
    assert.equal(await visitor.visit(first), 1);
    assert.equal(await visitor.visit(first), 2);
    await first.stop('SIGKILL');
    assert.equal(await visitor.visit(await start()), 3);
  });

  test('is shared by two processes', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    assert.equal(await visitor.visit(one), 1);
    assert.equal(await visitor.visit(other), 2);
    assert.equal(await visitor.visit(one), 3);
  });

  test('ends when its time has come', async () => {
    const app = await start();
    await visitor.visit(app);
    await sessions.updateMany({}, { $set: { expires: new Date(Date.now() - 1000) } });
    assert.equal(await visitor.visit(app), 1);
  });

  test('ends even in daily use, at last', async () => {
    const app = await start();
    await visitor.visit(app);
    const stored = await sessions.findOne({});
    const old = JSON.stringify({ ...JSON.parse(stored?.session ?? ''), startedAt: 1 });
    await sessions.updateMany({}, { $set: { session: old } });
    assert.equal(await visitor.visit(app), 1);
  });

  test('is stored under a hash of its id, with the age that was chosen', async () => {
    const response = await visitor.get(await start());
    assert.match(response.headers.getSetCookie()[0] ?? '', /; Path=\/; .*HttpOnly; SameSite=Lax$/);
    const stored = await sessions.findOne({});
    assert.ok(stored && !decodeURIComponent(visitor.cookie).includes(stored._id));
    const age = stored.expires.getTime() - Date.now();
    assert.ok(Math.abs(age - /*- maxAge */ 1_209_600_000) < 10_000, `expires in ${age} ms`);
  });

  test('stays valid while the secret changes', async () => {
    await visitor.visit(await start());
    assert.equal(await visitor.visit(await start({ /*- secretEnv */ SESSION_SECRET: `${SECRET}-new,${SECRET}` })), 2);
    assert.equal(await visitor.visit(await start({ /*- secretEnv */ SESSION_SECRET: `${SECRET}-new` })), 3);
    assert.equal(await new Visitor().visit(await start()), 1);
  });
});

describe('the expiry index', () => {
  const expiryIndex = async () => (await sessions.indexes()).find(({ key }) => key['expires'] === 1);

  test('lets MongoDB remove a session at its own expiry', async () => {
    await visitor.visit(await start());
    while (!(await expiryIndex())) await sleep(50);
    assert.equal((await expiryIndex())?.expireAfterSeconds, 0);
  });

  test('is repaired when another one is in the way', async () => {
    await sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 3600 });
    await visitor.visit(await start());
    while ((await expiryIndex())?.expireAfterSeconds !== 0) await sleep(50);
  });
});

describe('without its database', () => {
  /** The answer must be a 503 in less than two seconds, and everything that needs no session must go on. */
  async function assertUnavailable(app: RunningApp): Promise<void> {
    for (const someone of [visitor, new Visitor()]) {
      const began = Date.now();
      const response = await someone.get(app);
      assert.equal(response.status, 503);
      assert.equal(response.headers.get('retry-after'), '5');
      assert.ok(Date.now() - began < 2000, `answered after ${Date.now() - began} ms`);
    }
    assert.equal((await visitor.get(app, '/livez')).status, 200);
    assert.equal((await visitor.get(app, '/readyz')).status, 503);
    assert.equal((await visitor.get(app, '/style.css')).status, 200);
  }

  async function recovered(app: RunningApp): Promise<void> {
    while ((await visitor.get(app, '/readyz')).status !== 200) await sleep(100);
  }

  test('the app says so at once and recovers: killed', async () => {
    const app = await start();
    await visitor.visit(app);
    await mongod.stop({ doCleanup: false });
    await assertUnavailable(app);
    await mongod.start(true);
    await recovered(app);
    assert.equal(await visitor.visit(app), 2);
  });

  test('the app says so at once and recovers: frozen', async () => {
    const app = await start();
    await visitor.visit(app);
    const pid = mongod.instanceInfo?.instance.mongodProcess?.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    try {
      await assertUnavailable(app);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await recovered(app);
    assert.equal(await visitor.visit(app), 2);
  });

  test('the app starts, and finds it later', async () => {
    await mongod.stop({ doCleanup: false });
    const app = await start();
    await assertUnavailable(app);
    await mongod.start(true);
    await recovered(app);
    assert.equal(await visitor.visit(app), 1);
    while (!(await sessions.indexes()).some(({ key }) => key['expires'] === 1)) await sleep(100);
  });
});

test('in production the cookie is bound to the host and to TLS', async () => {
  const app = await start({ NODE_ENV: 'production', TRUST_PROXY: '1' });
  const response = await visitor.get(app, '/', { 'x-forwarded-proto': 'https' });
  assert.match(response.headers.getSetCookie()[0] ?? '', /^__Host-[^;]+; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/);
});

test('a bad configuration is named, all of it, and none of its values', async () => {
  const server = run({ PORT: 'abc', TRUST_PROXY: '-1', /*- urlEnv */ DATABASE_URL: 'localhost', /*- secretEnv */ SESSION_SECRET: 'short' });
  let said = '';
  server.stderr?.on('data', (chunk) => (said += chunk));
  const [code] = await once(server, 'exit');
  assert.equal(code, 1);
  for (const name of ['PORT', 'TRUST_PROXY', /*= urlEnv */ 'DATABASE_URL', /*= secretEnv */ 'SESSION_SECRET']) assert.match(said, new RegExp(name));
  assert.doesNotMatch(said, /short| at /);
});
