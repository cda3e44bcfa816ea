import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { packageManagerOfProject } from '../../src/inspect/project/package-manager-of-project.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['a lock file', { 'repo/app/package.json': '{}', 'repo/app/pnpm-lock.yaml': '' }, 'pnpm'],
  ['the lock file of the workspace above', { 'repo/app/package.json': '{}', 'repo/yarn.lock': '' }, 'yarn'],
  [
    'packageManager before a lock file',
    { 'repo/app/package.json': '{"packageManager":"pnpm@9.1.0"}', 'repo/app/yarn.lock': '' },
    'pnpm',
  ],
  ['devEngines', { 'repo/app/package.json': '{"devEngines":{"packageManager":{"name":"bun"}}}' }, 'bun'],
  [
    'no lock file above the repository',
    { 'repo/app/package.json': '{}', 'repo/.git/x': '', 'yarn.lock': '' },
    undefined,
  ],
  ['a package manager that is not offered', { 'repo/app/package.json': '{}', 'repo/app/deno.lock': '' }, undefined],
])('%s', async (_, files: Record<string, string>, manager) => {
  folder = mkdtempSync(join(tmpdir(), 'package-manager-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  expect(await packageManagerOfProject(join(folder, 'repo/app'))).toBe(manager);
});
