import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recover } from '../../src/apply/journal.ts';
import type { Fault } from './faults.ts';
import { type Tree, treeOf, writeProject } from './project.ts';
import { buildVictim, forEachOf, runVictim, type Victim } from './run-victim.ts';

vi.setConfig({ testTimeout: 120_000 });

const scratch = mkdtempSync(path.join(tmpdir(), 'faults-'));
let victim: Victim;
let before: Tree;
let after: Tree;
/** Number of disk changes in a successful run. */
let changes: number;
/** The disk change at which all originals but the last are replaced, and nothing is committed. */
let midway: number;

const project = (): string => {
  const root = mkdtempSync(path.join(scratch, 'project-'));
  writeProject(root);
  return root;
};
const runWithFault = (at: number, kind: Fault['kind'], root = project()) => ({
  root,
  report: runVictim(victim(root, { at, kind })),
});

beforeAll(async () => {
  victim = await buildVictim(mkdtempSync(path.join(scratch, 'bundle-')));
  const root = project();
  before = treeOf(root);
  const report = await runVictim(victim(root));
  after = treeOf(root);
  changes = report?.changes.length ?? 0;
  midway = (report?.changes.lastIndexOf('linkSync') ?? 0) + 1;
});

afterAll(() => rmSync(scratch, { recursive: true }));

test('a successful run makes the planned changes and leaves nothing else behind', () => {
  expect(Object.keys(after)).toEqual(
    ['.env', 'app.js', 'lib', 'lib/session', 'lib/session/store.js', 'package.json', 'src', 'src/routes.js'].sort(),
  );
  expect(after['.env']).toBe('600 A=1\n');
  expect(after['app.js']).toBe(before['app.js']?.replace('644 ', '644 // added\n'));
  expect(changes).toBeGreaterThan(20);
});

describe('a run killed at any disk change', () => {
  test('has changed all files or none after recovery by the next run', async () => {
    const outcomes = new Set<string>();
    await forEachOf(changes, async (at) => {
      const { root, report } = runWithFault(at, 'SIGKILL');
      expect(await report, `change ${at}`).toBeUndefined();
      recover(root);
      const tree = treeOf(root);
      const outcome = 'lib' in tree ? 'all' : 'nothing';
      outcomes.add(outcome);
      expect(tree, `change ${at}`).toEqual(outcome === 'all' ? after : before);
    });
    expect(outcomes).toEqual(new Set(['all', 'nothing']));
  });

  test('does not overwrite later changes of a file during recovery', async () => {
    const { root, report } = runWithFault(midway, 'SIGKILL');
    await report;
    const file = path.join(root, 'app.js');
    expect(readFileSync(file, 'utf8')).toMatch(/^\/\/ added/);
    appendFileSync(file, '// mine\n');
    recover(root);
    expect(treeOf(root)).toEqual({ ...before, 'app.js': `${after['app.js']}// mine\n` });
  });

  test('is recovered even if the next run is killed as well', async () => {
    const interrupted = runWithFault(midway, 'SIGKILL');
    await interrupted.report;
    const toUndo = (await runVictim(victim(interrupted.root, undefined, 'recover')))?.changes.length ?? 0;
    expect(treeOf(interrupted.root)).toEqual(before);
    expect(toUndo).toBeGreaterThan(3);
    await forEachOf(toUndo, async (at) => {
      const { root, report } = runWithFault(midway, 'SIGKILL');
      await report;
      expect(await runVictim(victim(root, { at, kind: 'SIGKILL' }, 'recover'))).toBeUndefined();
      recover(root);
      expect(treeOf(root), `change ${at} of the recovery`).toEqual(before);
    });
  });
});

test('a run interrupted at any disk change is either rolled back or completed', async () => {
  const outcomes = new Set<number>();
  await forEachOf(changes, async (at) => {
    const { root, report } = runWithFault(at, at % 2 ? 'SIGINT' : 'SIGTERM');
    const { exitCode } = (await report) ?? { exitCode: -1 };
    outcomes.add(exitCode);
    expect([0, 130], `change ${at}`).toContain(exitCode);
    expect(treeOf(root), `change ${at}`).toEqual(exitCode === 0 ? after : before);
  });
  expect(outcomes).toContain(130);
});

test('a concurrent write to a file at any disk change is never lost', async () => {
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
