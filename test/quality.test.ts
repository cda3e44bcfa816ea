import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { questionsFor } from '../src/questions/table.ts';
import { run } from './real/spawn.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

async function expectSuccess(...script: string[]): Promise<void> {
  const ran = await run('npm', ['run', '--silent', ...script], { cwd: ROOT, timeout: 280_000 });
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
}

test('types', { timeout: 300_000 }, () => expectSuccess('typecheck'));
test('lint, dead code, package', { timeout: 300_000 }, () => expectSuccess('lint'));

test('the README names every flag', () => {
  const readme = read('README.md');
  for (const { flag } of questionsFor('create')) {
    if (flag) expect(readme).toMatch(new RegExp(`--(no-)?${flag.split(' ')[0]?.slice(2)}`));
  }
});
