import { expect, test } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import { refuseCollisions } from '../../src/plan/collisions.ts';
import type { Plan } from '../../src/types.ts';

const plan = (...paths: string[]): Plan => ({
  version: 1,
  command: 'create',
  root: '/app',
  steps: paths.map((path) => ({ kind: 'create', path, content: '' })),
  dependencies: { add: {}, dev: {}, remove: [] },
  answers: {},
  notes: [],
  next: [],
});

function inTheWay(paths: string[], entries: string[]): string[] {
  try {
    refuseCollisions(plan(...paths), { root: '/app', relative: 'app', entries, insideGit: false });
  } catch (error) {
    if (error instanceof RefusedError) return error.notes.map(({ file }) => file ?? '');
    throw error;
  }
  return [];
}

test('other files and folders do not matter', () => {
  expect(inTheWay(['src/app.ts', 'README.md'], ['LICENSE', 'src/', 'src/other.ts', '.git/'])).toEqual([]);
});

test('a file that is there is never replaced, whatever its case', () => {
  expect(inTheWay(['src/app.ts', 'README.md'], ['readme.md', 'src/', 'src/app.ts'])).toEqual(
    ['readme.md', 'src/app.ts'].reverse(),
  );
});

test('a file where a folder must be, and a folder where a file must be', () => {
  expect(inTheWay(['src/app.ts', 'package.json'], ['src', 'package.json/'])).toEqual(['src', 'package.json/']);
});
