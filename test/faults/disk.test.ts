import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { asNobody, NOBODY } from '../real/unprivileged.ts';
import { treeOf, writeProject } from './project.ts';
import { buildVictim, forEachOf, runVictim, type Victim } from './run-victim.ts';

vi.setConfig({ testTimeout: 120_000 });

const scratch = mkdtempSync(path.join(tmpdir(), 'faults-'));
const isRoot = process.getuid?.() === 0;

/** Runs a command in its own mount namespace, so that its mounts disappear when it ends. */
const namespace = ['unshare', ...(isRoot ? ['--mount'] : ['--map-root-user', '--mount'])];

function project(): string {
  const root = mkdtempSync(path.join(scratch, 'project-'));
  writeProject(root);
  return root;
}

/** A project owned by the user of `asNobody`. */
function ownProject(): string {
  const root = project();
  if (isRoot) {
    for (const file of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })]) {
      chownSync(path.join(root, file), NOBODY, NOBODY);
    }
  }
  return root;
}

let victim: Victim;

beforeAll(async () => {
  const bundle = path.join(scratch, 'bundle');
  mkdirSync(bundle);
  // Let other users read the bundle.
  for (const folder of [scratch, bundle]) chmodSync(folder, 0o755);
  victim = await buildVictim(bundle);
});

afterAll(() => {
  // Restore write permissions, so that all folders can be deleted.
  execFileSync('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true });
});

test('a run on a disk that fills up at any point is either rolled back or completed', async () => {
  const original = project();
  const before = treeOf(original);
  const copy = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && cp -R "$3/." "$2" && shift 3 && exec "$@"';
  const outcomes = new Set<number>();
  // In pages of 4 KiB: from a disk with room for the project only to one with room for all changes.
  await forEachOf(20, async (extra) => {
    const disk = mkdtempSync(path.join(scratch, 'disk-'));
    const size = `${4 * (8 + extra)}k`;
    const report = await runVictim([...namespace, 'sh', '-c', copy, 'sh', size, disk, original, ...victim(disk)]);
    expect([0, 3], size).toContain(report?.exitCode);
    outcomes.add(report?.exitCode ?? -1);
    if (report?.exitCode !== 3) return;
    expect(report.message).toContain('the disk is full');
    expect(report.tree, size).toEqual(before);
  });
  expect(outcomes).toEqual(new Set([0, 3]));
});

describe('permissions', () => {
  test('a project with write permission is edited', async () => {
    const root = ownProject();
    expect((await runVictim([...asNobody, ...victim(root)]))?.exitCode).toBe(0);
  });

  test.each([
    ['a read-only file', 'package.json', 0o444],
    ['a file that cannot be written in its folder', 'src', 0o555],
    ['a project folder without write permission', '', 0o555],
  ])('%s is refused, and all changes are rolled back', async (_, file, mode) => {
    const root = ownProject();
    chmodSync(path.join(root, file), mode);
    const before = treeOf(root);
    const report = await runVictim([...asNobody, ...victim(root)]);
    expect(report?.exitCode).toBe(3);
    expect(report?.message).toMatch(/read-only|permission denied/);
    expect(treeOf(root)).toEqual(before);
  });
});
