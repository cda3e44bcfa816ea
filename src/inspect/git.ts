import { spawnSync } from 'node:child_process';

/**
 * Which of these files have changes that git knows of and no commit holds.
 * Files that git does not track, a folder without git and a machine without git are nobody's lost work: none.
 * @param files relative to the root, with forward slashes.
 */
export function uncommittedFiles(root: string, files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const result = spawnSync('git', ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--', ...files], {
    cwd: root,
    encoding: 'utf8',
    // Some shells export these; they would point git at another repository.
    env: { ...process.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined },
  });
  if (result.status !== 0) return [];
  const changed = result.stdout.split('\0').filter((entry) => /^[ MADRCUT]{2} /.test(entry));
  // git prints paths from the top of its work tree, we hold paths from the project's root.
  return files.filter((file) => changed.some((entry) => entry.slice(3) === file || entry.endsWith(`/${file}`)));
}
