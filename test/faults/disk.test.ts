import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { asNobody, NOBODY } from '../real/unprivileged.ts';
import { makeProject, treeOf } from './project.ts';
import { buildVictim, forEachOf, runVictim, type Victim } from './run-victim.ts';

vi.setConfig({ testTimeout: 120_000 });

const scratch = mkdtempSync(path.join(tmpdir(), 'faults-'));
const isRoot = process.getuid?.() === 0;

/** In a mount namespace of its own: what it mounts is gone when the command ends, however it ends. */
const namespace = ['unshare', ...(isRoot ? ['--mount'] : ['--map-root-user', '--mount'])];

function project(): string {
  const root = mkdtempSync(path.join(scratch, 'project-'));
  makeProject(root);
  return root;
}

/** A project of the user that `asNobody` runs as. */
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
  // Others than its owner have to come in as well.
  for (const folder of [scratch, bundle]) chmodSync(folder, 0o755);
  victim = await buildVictim(bundle);
});

afterAll(() => {
  // Folders without write permission have to get it back before they can go.
  execFileSync('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true });
});

test('a disk that fills up at any moment: refused with everything as before, or done', async () => {
  const original = project();
  const before = treeOf(original);
  const copy = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && cp -R "$3/." "$2" && shift 3 && exec "$@"';
  const outcomes = new Set<number>();
  // Pages of 4 KiB: from a disk that has just room for the project to one with room for everything.
  await forEachOf(20, async (extra) => {
    const disk = mkdtempSync(path.join(scratch, 'disk-'));
    const size = `${4 * (8 + extra)}k`;
    const words = await runVictim([...namespace, 'sh', '-c', copy, 'sh', size, disk, original, ...victim(disk)]);
    expect([0, 3], size).toContain(words?.exitCode);
    outcomes.add(words?.exitCode ?? -1);
    if (words?.exitCode !== 3) return;
    expect(words.message).toContain('the disk is full');
    expect(words.tree, size).toEqual(before);
  });
  expect(outcomes).toEqual(new Set([0, 3]));
});

describe('permissions', () => {
  test('a project of one’s own is edited', async () => {
    const root = ownProject();
    expect((await runVictim([...asNobody, ...victim(root)]))?.exitCode).toBe(0);
  });

  test.each([
    ['a read-only file', 'package.json', 0o444],
    ['a file that cannot be written in its folder', 'src', 0o555],
    ['a project folder without write permission', '', 0o555],
  ])('%s: refused, and everything is as before', async (_, file, mode) => {
    const root = ownProject();
    chmodSync(path.join(root, file), mode);
    const before = treeOf(root);
    const words = await runVictim([...asNobody, ...victim(root)]);
    expect(words?.exitCode).toBe(3);
    expect(words?.message).toMatch(/read-only|permission denied/);
    expect(treeOf(root)).toEqual(before);
  });
});
