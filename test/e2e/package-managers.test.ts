import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { TESTED_VERSIONS } from '../../src/plan/create/package-manager.ts';
import { startMongod } from '../real/mongod.ts';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { freePort } from '../real/port.ts';
import { run } from '../real/spawn.ts';
import { serve, Visitor } from './app.ts';
import { buildImage } from './image.ts';

vi.setConfig({ testTimeout: 200_000 });

// The Corepack that Node 24 comes with, in the image.
const COREPACK = 'corepack@0.34.6';
const SMALL = ['--features', 'none'];

interface Manager {
  pm: 'npm' | 'pnpm' | 'yarn' | 'bun';
  version: string;
  /** What npm installs it from. */
  npmPackage: string;
  /** Options of the TypeScript app. */
  flags: string[];
}

const MANAGERS: Manager[] = [
  { pm: 'npm', version: '', npmPackage: '', flags: SMALL },
  // Its node_modules has no package that package.json does not name, so the default app is checked with it.
  { pm: 'pnpm', version: TESTED_VERSIONS.pnpm, npmPackage: `pnpm@${TESTED_VERSIONS.pnpm}`, flags: [] },
  { pm: 'pnpm', version: '10.34.9', npmPackage: 'pnpm@10.34.9', flags: SMALL },
  // Refuses packages that do not support the Node it runs on.
  { pm: 'yarn', version: '1.22.22', npmPackage: 'yarn@1.22.22', flags: SMALL },
  { pm: 'yarn', version: TESTED_VERSIONS.yarn, npmPackage: `@yarnpkg/cli-dist@${TESTED_VERSIONS.yarn}`, flags: SMALL },
  { pm: 'bun', version: TESTED_VERSIONS.bun, npmPackage: `bun@${TESTED_VERSIONS.bun}`, flags: SMALL },
];

/** An environment whose npm installs global packages into a folder of its own, with these in it. */
async function environmentWith(...packages: string[]): Promise<Record<string, string | undefined>> {
  const prefix = scratchFolder();
  const registry = await run('npm', ['config', 'get', 'registry']);
  const env = {
    PATH: `${path.join(prefix, 'bin')}${path.delimiter}${process.env['PATH']}`,
    npm_config_prefix: prefix,
    // Each reads certificates of the registry from a setting of its own, and all from this one.
    NODE_EXTRA_CA_CERTS: process.env['npm_config_cafile'],
    // Corepack would ask a host of Yarn's own, and not every mirror of a registry has the signatures that it checks.
    COREPACK_NPM_REGISTRY: registry.stdout.replace(/\/$/, ''),
    COREPACK_INTEGRITY_KEYS: '0',
    COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
    YARN_ENABLE_TELEMETRY: '0',
    CI: 'true',
  };
  for (const name of packages) await expectDone('npm', ['install', '--global', '--prefer-offline', name], prefix, env);
  return env;
}

type Environment = Awaited<ReturnType<typeof environmentWith>>;

async function expectDone(file: string, args: string[], cwd: string, env: Environment): Promise<void> {
  const ran = await run(file, args, { cwd, env, timeout: 120_000 });
  expect(ran.code, `${file} ${args.join(' ')}\n${ran.stdout}\n${ran.stderr}`).toBe(0);
}

/** An app that the CLI has made and installed. */
async function createApp({ pm, version }: Manager, flags: string[], env: Environment): Promise<string> {
  const folder = scratchFolder();
  await expectDone(process.execPath, [packedCli(), 'app', '--yes', '--no-git', '--pm', pm, ...flags], folder, env);
  const app = path.join(folder, 'app');
  const { packageManager } = JSON.parse(readFileSync(path.join(app, 'package.json'), 'utf8'));
  expect(packageManager).toBe(version ? `${pm}@${version}` : undefined);
  expect(existsSync(path.join(app, 'node_modules/express/package.json'))).toBe(true);
  return app;
}

/** Most of an app's tests wait for timeouts, which are the same with every package manager. */
function keepOneTest(app: string): void {
  const folder = path.join(app, 'test');
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  expect(tests).toContain('restart.test.ts');
  for (const name of tests) if (name !== 'restart.test.ts') rmSync(path.join(folder, name));
}

/** The image that the app's Dockerfile makes serves pages, and holds no package of development. */
async function expectImage(app: string, { pm }: Manager): Promise<void> {
  const { folder, env, command } = await buildImage(app, await environmentWith(...(pm === 'yarn' ? [COREPACK] : [])));
  expect(existsSync(path.join(folder, 'node_modules/eslint'))).toBe(false);
  const mongod = await startMongod();
  const secret = 'a8Z-3hq_Lm5WxY7vT2kR9pQdN4sB6fJ0';
  const settings = {
    DATABASE_URL: mongod.url,
    SESSION_SECRET: secret,
    TRUST_PROXY: '1',
    PORT: String(await freePort()),
  };
  try {
    const server = await serve(folder, command, { ...env, ...settings });
    expect((await fetch(server.url, { headers: { 'x-forwarded-proto': 'https' } })).status).toBe(200);
    expect(await server.stop()).toBe(0);
  } finally {
    await mongod.stop();
  }
}

describe.each(MANAGERS)('$pm $version', (manager) => {
  const script = manager.pm === 'npm' || manager.pm === 'bun' ? [manager.pm, 'run'] : [manager.pm];
  const setUp = () => environmentWith(...(manager.npmPackage ? [manager.npmPackage] : []));

  test('an app in TypeScript is installed, runs, passes its tests and becomes an image', async () => {
    const env = await setUp();
    const app = await createApp(manager, manager.flags, env);
    const [pm = '', ...args] = script;
    const checks = manager.flags === SMALL ? ['test'] : ['typecheck', 'lint', 'test'];
    keepOneTest(app);
    for (const check of checks) await expectDone(pm, [...args, check], app, env);
    const dev = await serve(app, [...script, 'dev'], { ...process.env, ...env } as Record<string, string>);
    expect(await new Visitor().visits(dev)).toBe(1);
    await dev.stop();
    await expectImage(app, manager);
  });

  test('an app in JavaScript is installed and becomes an image', async () => {
    const app = await createApp(manager, [...SMALL, '--language', 'js'], await setUp());
    await expectImage(app, manager);
  });

  test('add updates the lockfile in CI', async () => {
    const env = await setUp();
    const project = scratchFolder();
    const manifest = { name: 'shop', private: true, dependencies: { express: '^5.3.0', 'express-session': '^1.19.0' } };
    writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest));
    if (manager.pm === 'yarn') writeFileSync(path.join(project, '.yarnrc.yml'), 'nodeLinker: node-modules\n');
    const source = `const express = require('express');
const session = require('express-session');
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
`;
    writeFileSync(path.join(project, 'app.js'), source);
    await expectDone(manager.pm, ['install'], project, { ...env, CI: undefined });
    await expectDone(process.execPath, [packedCli(), 'add', '--yes', '--pm', manager.pm], project, env);
    expect(existsSync(path.join(project, 'node_modules/connect-mongo'))).toBe(true);
  });
});
