import { readdirSync, readFileSync } from 'node:fs';
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

// cli -> inspect -> ask -> plan -> apply -> report: a room knows the ones before it at most as types.
test('the rooms keep their trade', () => {
  const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'));
  const importing = (pattern: RegExp): string[] => sources.filter((file) => pattern.test(read(`src/${file}`))).sort();
  expect(importing(/^import .*from '@inquirer/m)).toEqual(['ask/prompts.ts']);
  expect(importing(/^import (?!type).*from '(execa|fs-extra)'/m).every((file) => file.startsWith('apply/'))).toBe(true);
  expect(
    importing(/^import .*from 'node:(fs|child_process)/m).every((file) => /^(inspect\/|apply\/|terminal)/.test(file)),
  ).toBe(true);
  expect(importing(/^import .*from 'node:(crypto|os|http)/m).every((file) => file.startsWith('apply/'))).toBe(true);
});

test('the README names every flag', () => {
  const readme = read('README.md');
  for (const { flag } of questionsFor('create')) {
    if (flag) expect(readme).toMatch(new RegExp(`--(no-)?${flag.split(' ')[0]?.slice(2)}`));
  }
});
