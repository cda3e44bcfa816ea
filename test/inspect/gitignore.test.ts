import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { gitFacts } from '../../src/inspect/environment/gitignore.ts';
import { Disk } from '../../src/inspect/project/disk.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Whether git ignores `file` in a repository with these .gitignore files, by folder. */
function isIgnored(file: string, gitignores: Record<string, string>): boolean {
  folder = mkdtempSync(join(tmpdir(), 'gitignore-'));
  mkdirSync(join(folder, '.git'));
  for (const [dir, text] of Object.entries(gitignores)) {
    mkdirSync(join(folder, dir), { recursive: true });
    writeFileSync(join(folder, dir, '.gitignore'), text);
  }
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  return gitFacts(new Disk(folder), join(folder, file)).ignored;
}

test.each([
  ['.env', '.env', true],
  ['.env', '.env*\n!.env.example', true],
  ['.env.example', '.env*\n!.env.example', false],
  ['server/.env', '.env', true],
  ['server/.env', '/.env', false],
  ['server/.env', '/server', true],
  ['config/.env', 'config/', true],
  ['config/env/.env', 'config/**', true],
  ['.env', '# .env', false],
])('%s with %j: %s', (file, text, ignored) => expect(isIgnored(file, { '.': text })).toBe(ignored));

test('the nearest .gitignore decides', () => {
  expect(isIgnored('server/.env', { '.': '.env', server: '!.env' })).toBe(false);
});
