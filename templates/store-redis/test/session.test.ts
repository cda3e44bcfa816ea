import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../src/database.js';
import { RedisServer } from './redis.js';
import { type RunningApp, SECRET, startApp, Visitor } from './app.js';

let redis: RedisServer;
let visitor: Visitor;
const apps: RunningApp[] = [];

/** Starts the app on the test server; it is stopped after the test. */
async function start(env: Record<string, string> = {}): Promise<RunningApp> {
  const app = await startApp({ /*- urlEnv */ REDIS_URL: redis.url, ...env });
  apps.push(app);
  return app;
}

before(async () => {
  redis = await RedisServer.start();
});
after(() => redis.stop());

beforeEach(() => {
  visitor = new Visitor();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
});

describe('a session', () => {
  test('survives the death of the server', async () => {
    const first = await startApp({ /*- urlEnv */ REDIS_URL: redis.url });
    assert.equal(await visitor.visit(first), 1);
    assert.equal(await visitor.visit(first), 2);
    await first.stop('SIGKILL');
    assert.equal(await visitor.visit(await start()), 3);
  });

  test('is shared by two processes', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    assert.equal(await visitor.visit(one), 1);
    assert.equal(await visitor.visit(other), 2);
  });

  test('is stored under a hash of its id, with the age that was chosen', async () => {
    await visitor.visit(await start());
    const client = connect(redis.url);
    while (!client.isReady) await sleep(20);
    const keys = await client.keys('*');
    const id = decodeURIComponent(visitor.cookie).replace(/^.*=s:/, '').split('.')[0] ?? '';
    assert.ok(id.length > 20 && !keys.some((key) => key.includes(id)));
    const ages = await Promise.all(keys.map((key) => client.pTTL(key)));
    assert.ok(ages.some((age) => Math.abs(age - /*- maxAge */ 1_209_600_000) < 10_000), String(ages));
    client.destroy();
  });

  test('stays valid while the secret changes', async () => {
    await visitor.visit(await start());
    assert.equal(await visitor.visit(await start({ /*- secretEnv */ SESSION_SECRET: `${SECRET}-new,${SECRET}` })), 2);
    assert.equal(await visitor.visit(await start({ /*- secretEnv */ SESSION_SECRET: `${SECRET}-new` })), 3);
  });
});

describe('without Redis', () => {
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
  }

  async function recovered(app: RunningApp): Promise<void> {
    while ((await visitor.get(app, '/readyz')).status !== 200) await sleep(100);
  }

  test('the app says so at once and recovers: killed', async () => {
    const app = await start();
    await visitor.visit(app);
    await redis.stop();
    await assertUnavailable(app);
    await redis.start();
    await recovered(app);
    assert.equal(await visitor.visit(app), 2);
  });

  test('the app says so at once and recovers: frozen', async () => {
    const app = await start();
    await visitor.visit(app);
    redis.signal('SIGSTOP');
    try {
      await assertUnavailable(app);
    } finally {
      redis.signal('SIGCONT');
    }
    await recovered(app);
    assert.equal(await visitor.visit(app), 2);
  });

  test('the app starts, and finds it later', async () => {
    await redis.stop();
    const app = await start();
    await assertUnavailable(app);
    await redis.start();
    await recovered(app);
    assert.equal(await visitor.visit(app), 1);
  });
});
