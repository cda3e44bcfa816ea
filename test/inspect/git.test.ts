import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isTracked } from '../../src/inspect/project/git.ts';

const folder = mkdtempSync(join(tmpdir(), 'git-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file that was added although .gitignore excludes it is tracked', () => {
  for (const [name, text] of Object.entries({ '.gitignore': '*.env\n', 'local.env': 'A=1\n', 'other.env': 'A=1\n' }))
    writeFileSync(join(folder, name), text);
  for (const args of [
    ['init', '-q'],
    ['add', '.gitignore'],
    ['add', '-f', 'local.env'],
  ])
    execFileSync('git', args, { cwd: folder });
  expect(isTracked(join(folder, 'local.env'))).toBe(true);
  expect(isTracked(join(folder, 'other.env'))).toBe(false);
});
