import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { run } from '../real/spawn.ts';
import { npm, serve, Visitor } from './app.ts';

let app: string;

beforeAll(async () => {
  const folder = scratchFolder();
  app = path.join(folder, 'my-app');
  const ran = await run(process.execPath, [packedCli(), 'my-app', '--yes'], { cwd: folder, timeout: 300_000 });
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout).toMatch(/Next:\n {2}cd my-app\n {2}npm run dev\n/);
}, 300_000);

describe('the default app, created by the packed CLI', () => {
  test('type-checks, lints and passes its own tests', { timeout: 400_000 }, async () => {
    await npm(app, 'run', 'typecheck');
    await npm(app, 'run', 'lint');
    await npm(app, 'test');
  });

  test('npm run dev: the visit count survives a restart and a kill', { timeout: 120_000 }, async () => {
    const visitor = new Visitor();
    const first = await serve(app, ['npm', 'run', 'dev']);
    expect(await visitor.visits(first)).toBe(1);
    expect(await visitor.visits(first)).toBe(2);
    await first.stop();
    const second = await serve(app, ['npm', 'run', 'dev']);
    expect(await visitor.visits(second)).toBe(3);
    await second.stop('SIGKILL');
    const third = await serve(app, ['npm', 'run', 'dev']);
    expect(await visitor.visits(third)).toBe(4);
    await third.stop();
    expect(existsSync(path.join(app, '.data/mongodb'))).toBe(true);
  });

  test('a second npm run dev reports that the first one is running', { timeout: 60_000 }, async () => {
    const first = await serve(app, ['npm', 'run', 'dev']);
    const second = await run('npm', ['run', '--silent', 'dev'], { cwd: app, env: { PORT: '0' } });
    const stderr = '.data/mongodb is in use. Is the app already running in another terminal?';
    expect(second).toEqual({ code: 1, stdout: '', stderr });
    await first.stop();
  });

  test('npm start runs the built app and answers 503 without a database', {
    timeout: 60_000,
  }, async () => {
    await npm(app, 'run', 'build');
    expect(readdirSync(path.join(app, 'dist'))).toContain('server.js');
    const server = await serve(app, ['npm', 'start'], {
      NODE_ENV: 'production',
      TRUST_PROXY: '1',
      DATABASE_URL: 'mongodb://127.0.0.1:9/none',
    });
    const began = Date.now();
    const answer = await fetch(server.url, { headers: { 'x-forwarded-proto': 'https' } });
    expect(answer.status).toBe(503);
    expect(Date.now() - began).toBeLessThan(2000);
    await server.stop();
  });

  test('npm run dev without a mongod or a download lists the alternatives', { timeout: 60_000 }, async () => {
    const env = {
      MONGOMS_SYSTEM_BINARY: '',
      PATH: path.dirname(process.execPath),
      MONGOMS_DOWNLOAD_MIRROR: 'https://127.0.0.1:9',
      MONGOMS_DOWNLOAD_DIR: path.join(app, 'none'),
    };
    const ran = await run(process.execPath, ['--import', 'tsx', 'scripts/dev.ts'], { cwd: app, env });
    expect(ran.code).toBe(1);
    for (const way of ['DATABASE_URL', 'docker', 'MONGOMS_SYSTEM_BINARY']) expect(ran.stderr).toContain(way);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
  });
});
