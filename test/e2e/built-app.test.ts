import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Collection, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launchChromium } from '../real/chromium.ts';
import { startMongod, startReplicaSet } from '../real/mongod.ts';
import { scratchFolder } from '../real/packed.ts';
import type { RealServer } from '../real/server.ts';
import { runCli } from '../real/spawn.ts';
import { install, npm, type Server, serve, Visitor } from './app.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 300_000 });

const TWELVE_HOURS = 12 * 60 * 60 * 1000;
// Differ from all defaults, so that a hard-coded default fails the tests.
const FLAGS = ['--max-age', '12h', '--collection', 'visits', '--url-env', 'MONGO_URL', '--secret-env', 'APP_SECRET'];

let app: string;
let mongod: RealServer;
let client: MongoClient;
let sessions: Collection<{ _id: string; expires: Date; session: string }>;
let visitor: Visitor;
const servers: Server[] = [];

/** Starts the built app; it is stopped after the test. */
async function start(env: Record<string, string> = {}): Promise<Server> {
  const server = await serve(app, [process.execPath, 'dist/server.js'], { MONGO_URL: mongod.url, ...env });
  servers.push(server);
  return server;
}

beforeAll(async () => {
  const folder = scratchFolder();
  app = path.join(folder, 'shop');
  const ran = await runCli(['shop', ...FLAGS, '--database', 'external', '--yes', '--no-install', '--no-git'], folder);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  await install(app);
  await npm(app, 'run', 'build');
  mongod = await startMongod({ args: ['--setParameter', 'ttlMonitorSleepSecs=1'] });
  client = new MongoClient(mongod.url);
  sessions = client.db().collection('visits');
});

afterAll(async () => {
  await client?.close();
  await mongod?.stop();
});

beforeEach(async () => {
  await sessions.deleteMany({});
  visitor = new Visitor();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('a session of the built app', () => {
  test('has the chosen max age, in the cookie and in the database', async () => {
    const { url } = await start();
    const [cookie = ''] = (await visitor.get(url)).headers.getSetCookie();
    const expires = Date.parse(/; Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
    expect(Math.abs(expires - Date.now() - TWELVE_HOURS)).toBeLessThan(10_000);
    expect(cookie).toMatch(/^shop=s%3A[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const [stored, ...others] = await sessions.find().toArray();
    expect(others).toEqual([]);
    expect(Math.abs((stored?.expires.getTime() ?? 0) - Date.now() - TWELVE_HOURS)).toBeLessThan(10_000);
  });

  test('is shared by two processes and survives a restart of both', async () => {
    const [one, other] = [await start(), await start()];
    expect([await visitor.visits(one), await visitor.visits(other), await visitor.visits(one)]).toEqual([1, 2, 3]);
    await Promise.all([one.stop('SIGKILL'), other.stop('SIGKILL')]);
    expect(await visitor.visits(await start())).toBe(4);
  });

  test('is deleted by the TTL index after it expires', async () => {
    const { url } = await start();
    await visitor.get(url);
    const index = async () => (await sessions.indexes()).find(({ key }) => key['expires'] === 1);
    await expect.poll(async () => (await index())?.expireAfterSeconds, { timeout: 15_000 }).toBe(0);
    await sessions.updateMany({}, { $set: { expires: new Date(Date.now() - 1000) } });
    await expect.poll(() => sessions.countDocuments(), { timeout: 15_000 }).toBe(0);
  });

  test('its ID is neither in the log nor in the database', async () => {
    const server = await start();
    await visitor.get(server.url);
    await visitor.get(server.url);
    const id =
      decodeURIComponent(visitor.cookie)
        .replace(/^shop=s:/, '')
        .split('.')[0] ?? '';
    expect(id.length).toBeGreaterThan(20);
    expect(server.output()).toContain('"url":"/"');
    expect(server.output()).not.toContain(id);
    expect(JSON.stringify(await sessions.find().toArray())).not.toContain(id);
  });
});

describe('an unavailable database', () => {
  /** Expects 503 within 2 s for a page that needs a session, while other pages work. */
  async function expectUnavailable({ url }: Server): Promise<void> {
    const began = performance.now();
    const answer = await visitor.get(url);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await visitor.get(`${url}/livez`)).status).toBe(200);
    expect((await visitor.get(`${url}/readyz`)).status).toBe(503);
  }

  const expectRecovery = ({ url }: Server): Promise<void> =>
    expect.poll(async () => (await visitor.get(`${url}/readyz`)).status, { timeout: 30_000 }).toBe(200);

  test('killed: the session is available again once the database is', async () => {
    const server = await start({ MONGO_URL: `${mongod.url}?journal=true` });
    expect(await visitor.visits(server)).toBe(1);
    await mongod.kill();
    try {
      await expectUnavailable(server);
    } finally {
      await mongod.restart();
    }
    await expectRecovery(server);
    expect(await visitor.visits(server)).toBe(2);
  });

  // The driver reports EPIPE or ECONNRESET as it is, not as a MongoError.
  test('killed while the app is suspended: the command on the dead connection fails like others', async () => {
    const server = await start();
    expect(await visitor.visits(server)).toBe(1);
    server.signal('SIGSTOP');
    const answer = visitor.get(server.url);
    await sleep(200);
    await mongod.kill();
    server.signal('SIGCONT');
    try {
      expect((await answer).status).toBe(503);
    } finally {
      await mongod.restart();
    }
    await expectRecovery(server);
  });

  test('frozen: requests fail fast', async () => {
    const server = await start();
    expect(await visitor.visits(server)).toBe(1);
    mongod.freeze();
    try {
      await expectUnavailable(server);
    } finally {
      mongod.thaw();
    }
    await expectRecovery(server);
    expect(await visitor.visits(server)).toBe(2);
  });

  test('down at startup: the app starts, then recovers', async () => {
    const late = await startMongod({ down: true });
    try {
      const server = await start({ MONGO_URL: late.url });
      await expectUnavailable(server);
      await late.restart();
      await expectRecovery(server);
      expect([await visitor.visits(server), await visitor.visits(server)]).toEqual([1, 2]);
    } finally {
      await late.stop();
    }
  });

  test('a killed primary of a replica set loses no session', async () => {
    const set = await startReplicaSet();
    try {
      const server = await start({ MONGO_URL: set.url });
      expect([await visitor.visits(server), await visitor.visits(server)]).toEqual([1, 2]);
      await (await set.primary()).kill();
      await expectRecovery(server);
      expect(await visitor.visits(server)).toBe(3);
    } finally {
      await set.stop();
    }
  });
});

test('works with a database user who can only read and write documents', async () => {
  const guarded = await startMongod({ args: ['--auth'] });
  const owner = new MongoClient(guarded.url.replace(/app$/, ''));
  try {
    // The localhost exception of mongod allows creating the first user without authentication.
    await owner.db('admin').command({ createUser: 'owner', pwd: 'owner', roles: ['root'] });
    const root = new MongoClient(guarded.url.replace('//', '//owner:owner@').replace(/app$/, '?authSource=admin'));
    const actions = ['find', 'insert', 'update', 'remove'];
    const privileges = ['visits', 'users'].map((collection) => ({ resource: { db: 'app', collection }, actions }));
    await root.db('app').command({ createRole: 'app', privileges, roles: [] });
    await root.db('app').command({ createUser: 'app', pwd: 'app', roles: ['app'] });
    await root.close();
    const server = await start({ MONGO_URL: guarded.url.replace('//', '//app:app@') });
    await expect.poll(async () => (await visitor.get(`${server.url}/readyz`)).status, { timeout: 15_000 }).toBe(200);
    expect([await visitor.visits(server), await visitor.visits(server)]).toEqual([1, 2]);
    const body = new URLSearchParams({ email: 'ada@example.org', password: 'correct horse battery' });
    const made = await fetch(`${server.url}/sign-up`, { method: 'POST', body, redirect: 'manual' });
    expect([made.status, made.headers.get('location')]).toEqual([303, '/account']);
    expect(server.output()).toMatch(/Creating session indexes failed \(not authorized/);
  } finally {
    await owner.close();
    await guarded.stop();
  }
});

test('SIGTERM stops the app with exit code 0', async () => {
  const server = await start();
  await visitor.get(server.url);
  const began = performance.now();
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(performance.now() - began).toBeLessThan(5000);
});

test('in a browser: counts visits, CSP blocks nothing, scripts cannot read the cookie', async () => {
  const { url } = await start();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ colorScheme: 'dark' });
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    for (const count of ['1', '2']) {
      await page.goto(url);
      expect(await page.locator('.count').textContent()).toBe(count);
    }
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    const { name, httpOnly, sameSite } = (await page.context().cookies())[0] ?? {};
    expect({ name, httpOnly, sameSite }).toEqual({ name: 'shop', httpOnly: true, sameSite: 'Lax' });
    expect(messages).toEqual([]);
  } finally {
    await browser.close();
  }
});
