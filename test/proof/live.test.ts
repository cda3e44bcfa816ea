import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LiveCheck } from '../../src/outcome.ts';
import type { LiveOptions } from '../../src/proof/live/prove.ts';
import { npm } from '../e2e/app.ts';
import { startMongod } from '../real/mongod.ts';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { run } from '../real/spawn.ts';
import { bundleEngine, installApps, loadEngine, targetOf } from './apps.ts';

let engine: string;
let apps: string;

beforeAll(async () => {
  engine = await bundleEngine();
  apps = await installApps();
}, 300_000);

async function proofOf(name: string, options: LiveOptions = {}): Promise<LiveCheck[]> {
  const before = textsIn(path.join(apps, name));
  const checks = await loadEngine(engine).prove(targetOf(path.join(apps, name)), options);
  expect(JSON.stringify(checks)).not.toContain('hunter2');
  expect(textsIn(path.join(apps, name))).toEqual(before);
  return checks;
}

const textsIn = (folder: string): string[] =>
  readdirSync(folder).map((file) => `${file}: ${readFileSync(path.join(folder, file), 'utf8')}`);

/** Everything that a proof found, as `status id: message`. */
const findings = (checks: LiveCheck[]): string[] =>
  checks.flatMap(({ status, id, message }) => (/failed|warning/.test(status) ? `${status} ${id}: ${message}` : []));

const statuses = (checks: LiveCheck[]): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, status }) => [id, status]));

describe.concurrent('ten apps with one mistake each, and one without', () => {
  test.for([
    ['sound', []],
    ['memory-store', [/^failed stored-in-mongodb: Sessions are kept in memory/]],
    ['secure-without-proxy', [/^failed cookie-behind-proxy: .* does not trust the proxy/]],
    ['ttl-conflict', [/^failed starts: .* An equivalent index already exists .* expireAfterSeconds: 3600/]],
    ['resurrecting-sign-out', [/^failed sign-out-final: .* because resave is on/]],
    ['fixation', [/^failed sign-in-id: Passport 0\.5\.3 keeps the session ID/]],
    ['hang', [/^warning database-killed: .* no answer within 5/, /^warning database-frozen: .* no answer within 5/]],
    ['string-max-age', [/^failed max-age: cookie\.maxAge is the string "86400000"/]],
    ['second-session', [/^failed one-session: A request passes two session middlewares/]],
    // Static rules find these two in the source code.
    ['wrong-order', [], ['survives-restart', 'sign-out-final', 'cookie-behind-proxy']],
    ['hard-coded-secret', [], ['survives-restart', 'sign-out-final', 'cookie-behind-proxy']],
  ] as [string, RegExp[], string[]?][])('%s', { timeout: 180_000 }, async ([name, expected, only]) => {
    const found = findings(await proofOf(name, { only }));
    expect(found).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  test.for([
    ['no-env-file', 'node: .env.local: not found.'],
    [
      'bad-variables',
      'Error: [ { "code": "invalid_type", "path": [ "CLIENT_ORIGIN" ] }, { "code": "invalid_type", "path": [ "MAIL_FROM" ] } ].',
    ],
  ] as const)('%s: why it does not start', { timeout: 60_000 }, async ([name, reason]) => {
    const start = 'failed starts: npm start ends before it listens on a port:';
    expect(findings(await proofOf(name, { only: [] }))).toEqual([`${start} ${reason}`]);
  });

  test('an app that does not start: its error, without credentials', { timeout: 60_000 }, async () => {
    const checks = await proofOf('no-start');
    expect(findings(checks)).toEqual([
      'failed starts: npm start ends before it listens on a port: Error: Missing MAIL_KEY: cannot use redis://:***@127.0.0.1:2. Variables without a value: MAIL_KEY.',
    ]);
    expect(checks.slice(1).every(({ status, message }) => status === 'skipped' && message !== '')).toBe(true);
  });
});

test('a store of another database is left alone', { timeout: 60_000 }, async () => {
  const [starts, ...others] = await proofOf('redis-store');
  expect(starts?.status).toBe('passed');
  for (const { status, message } of others) {
    expect(status).toBe('skipped');
    expect(message).toMatch(/^Sessions are stored by RedisStore\./);
  }
});

describe.concurrent('the preload observes', () => {
  test.for(['start-esm', 'start-tsx', 'start-ts-node', 'start-swc'])('%s', { timeout: 120_000 }, async (name) => {
    const only = ['ttl-index', 'survives-restart', 'database-down-at-start'];
    const checks = await proofOf(name, { only });
    expect(statuses(checks)).toEqual({
      starts: 'passed',
      'max-age': 'passed',
      'session-reached': 'passed',
      'one-session': 'passed',
      'stored-in-mongodb': 'passed',
      'ttl-index': 'passed',
      'survives-restart': 'passed',
      'database-down-at-start': 'warning',
    });
  });
});

test('the generated app passes every drill in less than 60 s', { timeout: 400_000 }, async () => {
  const folder = scratchFolder();
  await run(process.execPath, [packedCli(), 'my-app', '--yes', '--no-git'], { cwd: folder, timeout: 300_000 });
  const app = path.join(folder, 'my-app');
  await npm(app, 'run', 'build');
  const start = Date.now();
  const target = targetOf(app);
  expect(target.commandText).toBe('npm start');
  const checks = await loadEngine(engine).prove(target);
  expect(checks.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(checks.length).toBeGreaterThan(15);
  expect(Date.now() - start).toBeLessThan(60_000);
});

describe('the scratch database', () => {
  test('on a given server: another database, dropped at the end', { timeout: 120_000 }, async () => {
    const server = await startMongod();
    const client = new MongoClient(server.url);
    try {
      await client.db().collection('sessions').insertOne({ mine: true });
      const checks = await proofOf('sound', { scratchUrl: server.url, only: ['ttl-index', 'database-killed'] });
      expect(statuses(checks)).toMatchObject({ 'stored-in-mongodb': 'passed', 'ttl-index': 'passed' });
      expect(statuses(checks)['database-killed']).toBe('skipped');
      const { databases } = await client.db().admin().listDatabases();
      expect(databases.map(({ name }) => name).filter((name) => !/^(admin|config|local)$/.test(name))).toEqual(['app']);
      expect(await client.db().collection('sessions').countDocuments()).toBe(1);
    } finally {
      await client.close();
      await server.stop();
    }
  });

  test('a server that cannot be reached: every drill is skipped', { timeout: 60_000 }, async () => {
    const checks = await proofOf('sound', { scratchUrl: 'mongodb://me:hunter2@127.0.0.1:1/' });
    expect(checks.every(({ status }) => status === 'skipped')).toBe(true);
    expect(checks[0]?.message).toMatch(/^The scratch database cannot be used: .*ECONNREFUSED/);
  });

  test('an abort ends all processes and rejects with its reason', { timeout: 60_000 }, async () => {
    const controller = new AbortController();
    const reason = new Error('Cancelled');
    const onStep = (title: string): void => void (/restart/.test(title) && controller.abort(reason));
    const { TMPDIR } = process.env;
    const scratch = scratchFolder();
    process.env['TMPDIR'] = scratch;
    await expect(proofOf('sound', { signal: controller.signal, onStep })).rejects.toBe(reason);
    process.env['TMPDIR'] = TMPDIR;
    expect(readdirSync(scratch)).toEqual([]);
    // A killed process is listed until the kernel has ended it.
    await expect.poll(() => processesWith(scratch), { timeout: 5_000 }).toEqual([]);
  });

  test('neither a mongod nor a server: every drill is skipped, with the ways on', { timeout: 60_000 }, async () => {
    const script = `
      const { prove } = require(${JSON.stringify(path.join(engine, 'prove.cjs'))});
      prove(${JSON.stringify(targetOf(path.join(apps, 'sound')))}).then((checks) => console.log(JSON.stringify(checks)));`;
    const env = { PATH: path.dirname(process.execPath), HOME: scratchFolder() };
    const { stdout } = await run(process.execPath, ['-e', script], { env, extendEnv: false });
    for (const { status, message } of JSON.parse(stdout)) {
      expect(status).toBe('skipped');
      expect(message).toMatch(/^No mongod was found.* MONGOMS_SYSTEM_BINARY .* --scratch-url/);
    }
  });

  test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s leaves no process and no folder',
    { timeout: 60_000 },
    async (signal) => {
      const scratch = scratchFolder();
      mkdirSync(path.join(scratch, 'tmp'));
      const script = `
      const { prove } = require(${JSON.stringify(path.join(engine, 'prove.cjs'))});
      const { cancellable } = require(${JSON.stringify(path.join(engine, 'cancellable.cjs'))});
      const target = ${JSON.stringify(targetOf(path.join(apps, 'sound')))};
      cancellable((signal) => prove(target, { signal, onStep: (title) => console.log(title) }))
        .catch(({ exitCode }) => (process.exitCode = exitCode));`;
      const env = { ...process.env, TMPDIR: path.join(scratch, 'tmp') };
      const child = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.on('data', (text) => (output += text));
      while (!output.includes('Two processes share')) await once(child.stdout, 'data');
      const exit = once(child, 'exit');
      child.kill(signal);
      expect(await exit).toEqual([130, null]);
      expect(readdirSync(path.join(scratch, 'tmp'))).toEqual([]);
      await expect.poll(() => processesWith(env.TMPDIR), { timeout: 5_000 }).toEqual([]);
    },
  );
});

/** The command lines of processes with this text in their environment or arguments, zombies excluded. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const [environment, command] = ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
      return environment?.includes(text) || command?.includes(text) ? `${command}` : [];
    } catch {
      return [];
    }
  });
}

describe('probes of the app’s own database', () => {
  const seed = async (documents: object[], index: { expireAfterSeconds?: number }): Promise<LiveCheck[]> => {
    const server = await startMongod();
    const client = new MongoClient(server.url);
    const folder = path.join(apps, 'sound');
    const env = path.join(folder, '.env');
    const before = readFileSync(env, 'utf8');
    try {
      const sessions = client.db().collection('sessions');
      await sessions.insertMany(documents);
      await sessions.createIndex({ expires: 1 }, index);
      writeFileSync(env, `DATABASE_URL=${server.url}\n`);
      const checks = await loadEngine(engine).probeDatabase(targetOf(folder));
      expect(await sessions.countDocuments()).toBe(documents.length);
      return checks;
    } finally {
      writeFileSync(env, before);
      await client.close();
      await server.stop();
    }
  };
  const session = (data: object): string => JSON.stringify({ cookie: { path: '/' }, ...data });
  const tomorrow = new Date(Date.now() + 86_400_000);

  test('finds what is wrong', { timeout: 60_000 }, async () => {
    const empty = Array.from({ length: 30 }, () => ({ session: session({}), expires: tomorrow }));
    const expired = { session: session({ user: 1 }), expires: new Date(Date.now() - 600_000) };
    const large = { session: session({ cart: 'x'.repeat(200_000) }), expires: tomorrow };
    const checks = await seed([...empty, expired, large, { session: session({ user: 2 }) }], {});
    expect(statuses(checks)).toMatchObject({
      'database-reached': 'passed',
      'database-name': 'passed',
      'database-latency': 'passed',
      'database-write-concern': 'passed',
      'database-privileges': 'passed',
      'database-ttl-index': 'failed',
      'expired-sessions': 'warning',
      'sessions-without-expiry': 'warning',
      'empty-sessions': 'warning',
      'large-sessions': 'warning',
    });
  });

  test('finds nothing in sound sessions', { timeout: 60_000 }, async () => {
    const documents = Array.from({ length: 30 }, (_, user) => ({ session: session({ user }), expires: tomorrow }));
    const found = findings(await seed(documents, { expireAfterSeconds: 0 }));
    // The mongod of the tests may be an old one.
    expect(found.filter((line) => !line.includes('no longer gets security fixes'))).toEqual([]);
  });

  test('a database that cannot be reached: no credential in the message', { timeout: 60_000 }, async () => {
    const checks = await loadEngine(engine).probeDatabase(targetOf(path.join(apps, 'sound')));
    expect(statuses(checks)['database-reached']).toBe('warning');
    expect(JSON.stringify(checks)).not.toContain('hunter2');
  });
});
