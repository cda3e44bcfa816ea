import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { install, npm, type Server, serve } from '../e2e/app.ts';
import { onPath } from '../real/find.ts';
import { type ReplicaSet, startReplicaSet } from '../real/mongod.ts';
import { scratchFolder } from '../real/packed.ts';
import { freePort } from '../real/port.ts';
import { findNginx } from '../real/programs.ts';
import { type RealServer, startServer } from '../real/server.ts';
import { run, runCli } from '../real/spawn.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 400_000 });

let app: string;
let set: ReplicaSet;
let servers: Server[];
let nginx: RealServer;
let plainPort: number;

/** What compose.yaml starts, without containers: three MongoDBs, three servers, and nginx with the app's own file. */
beforeAll(async () => {
  const folder = scratchFolder();
  app = path.join(folder, 'shop');
  const flags = ['--features', 'none', '--secret', 'file', '--deploy', 'docker', '--yes', '--no-install', '--no-git'];
  expect(await runCli(['shop', ...flags], folder)).toMatchObject({ code: 0, stderr: '' });
  await install(app);
  await npm(app, 'run', 'build');
  await makeCertificate();
  set = await startReplicaSet();
  servers = await Promise.all([startApp(), startApp(), startApp()]);
  nginx = await startNginx();
});

afterAll(async () => {
  await nginx?.stop();
  await Promise.all((servers ?? []).map((server) => server.stop('SIGKILL')));
  await set?.stop();
});

/** By the very command that the app's README gives. */
async function makeCertificate(): Promise<void> {
  if (!(await onPath('openssl'))) throw new Error('This test needs openssl on PATH: apt-get install openssl');
  const command = /^mkdir -p tls && openssl .*$/m.exec(readFileSync(path.join(app, 'README.md'), 'utf8'))?.[0] ?? '';
  expect(await run('sh', ['-c', command], { cwd: app })).toMatchObject({ code: 0 });
}

const startApp = (): Promise<Server> =>
  serve(app, [process.execPath, 'dist/server.js'], {
    NODE_ENV: 'production',
    DATABASE_URL: set.url,
    SESSION_SECRET_FILE: '.secrets/session',
    TRUST_PROXY: '1',
  });

/** The app's nginx.conf: only addresses, and the folders that a container has to itself, are others. */
async function startNginx(): Promise<RealServer> {
  const { path: file } = await findNginx();
  plainPort = await freePort();
  const port = await freePort();
  const folder = scratchFolder();
  mkdirSync(path.join(folder, 'logs'));
  const upstreams = servers.map(({ url }) => `server ${new URL(url).host.replace('localhost', '127.0.0.1')};`);
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  let conf = readFileSync(path.join(app, 'nginx.conf'), 'utf8');
  for (const [given, here] of [
    ['server app:3000 resolve;', upstreams.join(' ')],
    ['listen 80;', `listen 127.0.0.1:${plainPort};`],
    ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
    ['/etc/nginx/tls/tls.crt', `${app}/tls/tls.crt`],
    ['/etc/nginx/tls/tls.key', `${app}/tls/tls.key`],
    ['http {', `http { access_log off; ${own.join(' ')}`],
  ] as const) {
    expect(conf.split(given)).toHaveLength(2);
    conf = conf.replace(given, here);
  }
  writeFileSync(path.join(folder, 'nginx.conf'), conf);
  const args = ['-p', folder, '-c', 'nginx.conf', '-g', 'daemon off; pid nginx.pid; error_log stderr notice;'];
  const checked = await run(file, [...args, '-t']);
  expect(checked).toMatchObject({ code: 0 });
  expect(checked.stderr).not.toMatch(/\[(warn|error|emerg)\]/);
  return startServer({ file, port, args: () => args, url: () => `https://localhost:${port}`, ready: /start worker/ });
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A browser, as far as it matters here: it trusts our certificate, and keeps its cookie. */
class Visitor {
  cookie = '';

  async get(headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const ca = readFileSync(path.join(app, 'tls/tls.crt'));
      const options = { ca, headers: { cookie: this.cookie, ...headers }, timeout: 10_000 };
      const request = https.get(nginx.url, options, async (response) => {
        let text = '';
        for await (const chunk of response) text += String(chunk);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
      request.once('error', reject);
    });
    const [set = this.cookie] = answer.headers['set-cookie'] ?? [];
    this.cookie = set.split(';')[0] ?? '';
    return answer;
  }

  /** The count on the page, or the status when there is none. */
  async visits(): Promise<number> {
    const { text, status } = await this.get();
    return Number(/class="count">(\d+)</.exec(text)?.[1] ?? -status);
  }
}

const requests = (server: Server) => server.output().split('"url":"/"').length - 1;

/** What the servers have logged, once nothing more comes: a line may be later than its answer. */
async function settledRequests(): Promise<number[]> {
  for (let last = servers.map(requests); ; ) {
    await sleep(200);
    const now = servers.map(requests);
    if (now.join() === last.join()) return now;
    last = now;
  }
}

test('plain http is sent on to https, with the path', async () => {
  const answer = await fetch(`http://127.0.0.1:${plainPort}/some/page?a=1`, { redirect: 'manual' });
  expect(answer.status).toBe(308);
  expect(answer.headers.get('location')).toBe('https://127.0.0.1/some/page?a=1');
});

test('the cookie is Secure, and what a visitor says about himself is not believed', async () => {
  const lies = { 'X-Forwarded-Proto': 'http', 'X-Forwarded-For': '203.0.113.7' };
  const { headers } = await new Visitor().get(lies);
  expect(headers['set-cookie']?.[0]).toMatch(
    /^__Host-shop=s%3A[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(headers['server']).toBe('nginx');
  expect(servers.map((server) => server.output()).join('')).not.toContain('203.0.113.7');
});

test('one session is the same on three servers', async () => {
  const before = await settledRequests();
  const visitor = new Visitor();
  for (let count = 1; count <= 9; count += 1) expect(await visitor.visits()).toBe(count);
  await expect.poll(() => servers.map((server, index) => requests(server) - (before[index] ?? 0))).toEqual([3, 3, 3]);
});

test('a server that is killed is not missed: no request fails', async () => {
  const visitor = new Visitor();
  expect(await visitor.visits()).toBe(1);
  await servers[0]?.stop('SIGKILL');
  for (let count = 2; count <= 10; count += 1) expect(await visitor.visits()).toBe(count);
});

test('a server that is told to stop ends by itself, and no request fails meanwhile', async () => {
  const visitor = new Visitor();
  expect(await visitor.visits()).toBe(1);
  const stopped = servers[1]?.stop('SIGTERM');
  for (let count = 2; count <= 10; count += 1) expect(await visitor.visits()).toBe(count);
  expect(await stopped).toBe(0);
});

test('the primary MongoDB is killed: the session goes on as soon as there is another', async () => {
  const visitor = new Visitor();
  for (let count = 1; count <= 3; count += 1) expect(await visitor.visits()).toBe(count);
  await (await set.primary()).kill();
  await expect.poll(() => visitor.visits(), { timeout: 40_000, interval: 500 }).toBeGreaterThan(3);
});
