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

function collisions(paths: string[], entries: string[]): string[] {
  try {
    refuseCollisions(plan(...paths), { root: '/app', relative: 'app', entries, insideGit: false });
  } catch (error) {
    if (error instanceof RefusedError) return error.notes.map(({ file }) => file ?? '');
    throw error;
  }
  return [];
}

test('ignores existing files and folders that the app does not write', () => {
  expect(collisions(['src/app.ts', 'README.md'], ['LICENSE', 'src/', 'src/other.ts', '.git/'])).toEqual([]);
});

test('refuses to replace an existing file, ignoring case', () => {
  expect(collisions(['src/app.ts', 'README.md'], ['readme.md', 'src/', 'src/app.ts'])).toEqual(
    ['readme.md', 'src/app.ts'].reverse(),
  );
});

test('refuses a file at the path of a folder, and a folder at the path of a file', () => {
  expect(collisions(['src/app.ts', 'package.json'], ['src', 'package.json/'])).toEqual(['src', 'package.json/']);
});
