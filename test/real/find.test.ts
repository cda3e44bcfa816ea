import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { findProgram } from './find.ts';
import { scratchFolder } from './packed.ts';
import { run } from './spawn.ts';

// Each test starts a Node process, which may have to wait for a CPU core.
vi.setConfig({ testTimeout: 60_000 });

const here = (file: string): string => new URL(file, import.meta.url).href;

/** Runs findMongod in a process without PATH, cache and download. */
async function findWithoutSources(env: Record<string, string> = {}) {
  const folder = scratchFolder();
  const script = `import { findMongod } from '${here('find-mongod.ts')}';
    findMongod().then(({ path }) => console.log(path), ({ message }) => { console.error(message); process.exit(1); });`;
  const node = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e', script];
  return run(process.execPath, node, {
    cwd: folder,
    extendEnv: false,
    env: {
      PATH: folder,
      HOME: folder,
      XDG_CACHE_HOME: folder,
      MONGOMS_DOWNLOAD_DIR: path.join(folder, 'none'),
      MONGOMS_DOWNLOAD_MIRROR: 'http://127.0.0.1:9',
      ...env,
    },
  });
}

function program(name: string, script: string): string {
  const file = path.join(scratchFolder(), name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

test('without any mongod, the error lists all four sources within seconds', async () => {
  const began = Date.now();
  const ran = await findWithoutSources();
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  for (const source of ['MONGODB_BINARY or MONGOMS_SYSTEM_BINARY', 'mongod on PATH', 'mongodb-memory-server', 'pip']) {
    expect(ran.stderr).toContain(source);
  }
  expect(Date.now() - began).toBeLessThan(10_000);
});

test.each(['MONGODB_BINARY', 'MONGOMS_SYSTEM_BINARY'])('uses the mongod in %s', async (name) => {
  const file = program('other-name', 'echo db version v1');
  expect(await findWithoutSources({ [name]: file })).toMatchObject({ code: 0, stdout: file });
});

test('uses a mongod on PATH', async () => {
  const file = program('mongod', 'echo db version v1');
  expect(await findWithoutSources({ PATH: path.dirname(file) })).toMatchObject({ code: 0, stdout: file });
});

test('fails if the program in an environment variable does not run', async () => {
  const file = program('broken', 'echo cannot start >&2; exit 3');
  const ran = await findWithoutSources({ MONGODB_BINARY: file, PATH: path.dirname(program('mongod', 'echo 1')) });
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('cannot start');
});

test('skips a program on PATH that does not run', async () => {
  const broken = program('broken', 'exit 1');
  const node = fileURLToPath(`file://${process.execPath}`);
  const found = await findProgram('node', [
    { how: 'a broken program', find: async () => broken },
    { how: 'a working program', find: async () => node },
  ]);
  expect(found).toEqual({ path: node, version: process.version, how: 'a working program' });
});
