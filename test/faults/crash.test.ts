import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recover } from '../../src/apply/journal.ts';
import type { Fault } from './faults.ts';
import { makeProject, type Tree, treeOf } from './project.ts';
import { buildVictim, forEachOf, runVictim, type Victim } from './run-victim.ts';

vi.setConfig({ testTimeout: 120_000 });

const scratch = mkdtempSync(path.join(tmpdir(), 'faults-'));
let victim: Victim;
let before: Tree;
let after: Tree;
/** Number of changes of the disk in a run that goes well. */
let changes: number;
/** The change at which the last original is about to be replaced: the others are, and nothing is committed. */
let midway: number;

const project = (): string => {
  const root = mkdtempSync(path.join(scratch, 'project-'));
  makeProject(root);
  return root;
};
const strike = (at: number, kind: Fault['kind'], root = project()) => ({
  root,
  words: runVictim(victim(root, { at, kind })),
});

beforeAll(async () => {
  victim = await buildVictim(mkdtempSync(path.join(scratch, 'bundle-')));
  const root = project();
  before = treeOf(root);
  const words = await runVictim(victim(root));
  after = treeOf(root);
  changes = words?.changes.length ?? 0;
  midway = (words?.changes.lastIndexOf('linkSync') ?? 0) + 1;
});

afterAll(() => rmSync(scratch, { recursive: true }));

test('a run that goes well changes what was planned, and leaves nothing else', () => {
  expect(Object.keys(after)).toEqual(
    ['.env', 'app.js', 'lib', 'lib/session', 'lib/session/store.js', 'package.json', 'src', 'src/routes.js'].sort(),
  );
  expect(after['.env']).toBe('600 A=1\n');
  expect(after['app.js']).toBe(before['app.js']?.replace('644 ', '644 // added\n'));
  expect(changes).toBeGreaterThan(20);
});

describe('killed at any change of the disk', () => {
  test('the next run makes it all or nothing', async () => {
    const outcomes = new Set<string>();
    await forEachOf(changes, async (at) => {
      const { root, words } = strike(at, 'SIGKILL');
      expect(await words, `change ${at}`).toBeUndefined();
      recover(root);
      const tree = treeOf(root);
      const outcome = 'lib' in tree ? 'all' : 'nothing';
      outcomes.add(outcome);
      expect(tree, `change ${at}`).toEqual(outcome === 'all' ? after : before);
    });
    expect(outcomes).toEqual(new Set(['all', 'nothing']));
  });

  test('what somebody has done to a file since stays', async () => {
    const { root, words } = strike(midway, 'SIGKILL');
    await words;
    const file = path.join(root, 'app.js');
    expect(readFileSync(file, 'utf8')).toMatch(/^\/\/ added/);
    appendFileSync(file, '// mine\n');
    recover(root);
    expect(treeOf(root)).toEqual({ ...before, 'app.js': `${after['app.js']}// mine\n` });
  });

  test('and the next run may be killed as well', async () => {
    const whole = strike(midway, 'SIGKILL');
    await whole.words;
    const toUndo = (await runVictim(victim(whole.root, undefined, 'recover')))?.changes.length ?? 0;
    expect(treeOf(whole.root)).toEqual(before);
    expect(toUndo).toBeGreaterThan(3);
    await forEachOf(toUndo, async (at) => {
      const { root, words } = strike(midway, 'SIGKILL');
      await words;
      expect(await runVictim(victim(root, { at, kind: 'SIGKILL' }, 'recover'))).toBeUndefined();
      recover(root);
      expect(treeOf(root), `change ${at} of the recovery`).toEqual(before);
    });
  });
});

test('interrupted at any change of the disk: cancelled with everything as before, or done', async () => {
  const outcomes = new Set<number>();
  await forEachOf(changes, async (at) => {
    const { root, words } = strike(at, at % 2 ? 'SIGINT' : 'SIGTERM');
    const { exitCode } = (await words) ?? { exitCode: -1 };
    outcomes.add(exitCode);
    expect([0, 130], `change ${at}`).toContain(exitCode);
    expect(treeOf(root), `change ${at}`).toEqual(exitCode === 0 ? after : before);
  });
  expect(outcomes).toContain(130);
});

test('somebody else writes to a file at any change of the disk: their line is never lost', async () => {
  const file = 'src/routes.js';
  const outcomes = new Set<number>();
  await forEachOf(changes, async (at) => {
    const root = project();
    const fault: Fault = { at, kind: 'foreign-write', file: path.join(root, file) };
    const { exitCode } = (await runVictim(victim(root, fault))) ?? { exitCode: -1 };
    outcomes.add(exitCode);
    const expected = exitCode === 0 ? after : before;
    expect(treeOf(root), `change ${at}, exit ${exitCode}`).toEqual({
      ...expected,
      [file]: `${expected[file]}// mine\n`,
    });
  });
  expect(outcomes).toEqual(new Set([0, 3]));
});
