import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The files that git tracks and that have uncommitted changes. Empty without a repository, and without git.
 * @param files relative to the root, with forward slashes.
 */
export function uncommittedFiles(root: string, files: readonly string[]): string[] {
  if (files.length === 0 || !isInWorkTree(root)) return [];
  const status = git(root, ['status', '--porcelain=v1', '-z', '--untracked-files=no', '--', ...files]) ?? '';
  const changed = status.split('\0').filter((entry) => /^[ MADRCUT]{2} /.test(entry));
  // git prints paths relative to its work tree, ours are relative to the project.
  return files.filter((file) => changed.some((entry) => entry.slice(3) === file || entry.endsWith(`/${file}`)));
}

/** Whether git tracks a file, also one that a .gitignore excludes. */
export function isTracked(path: string): boolean {
  return git(dirname(path), ['ls-files', '--error-unmatch', '--', basename(path)]) !== undefined;
}

/** The folder with the `.git` of a repository; undefined outside of one. */
export function repositoryRoot(folder: string): string | undefined {
  return git(folder, ['rev-parse', '--show-toplevel'])?.replace(/\r?\n$/, '');
}

/** The files that git tracks or would track, relative to `folder`; undefined without git. */
export function committableFiles(folder: string): string[] | undefined {
  return lines(git(folder, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']));
}

/** The files and folders that git ignores, relative to `folder`; folders end in a slash. */
export function ignoredPaths(folder: string): string[] {
  return lines(git(folder, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'])) ?? [];
}

const lines = (output: string | undefined): string[] | undefined => output?.split('\0').filter(Boolean);

/** The output of git; undefined when it fails. */
function git(cwd: string, args: string[]): string | undefined {
  // Loaded here: most runs do not start git.
  const { status, stdout } = process.getBuiltinModule('node:child_process').spawnSync('git', args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // Some shells export these; they would point git at another repository. Without optional locks, git writes no index.
    env: {
      ...process.env,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_DIR: undefined,
      GIT_WORK_TREE: undefined,
      GIT_INDEX_FILE: undefined,
    },
  });
  return status === 0 ? stdout : undefined;
}

/** Whether a folder is in a git repository: `.git` is a folder, or a file in a linked work tree. */
export function isInWorkTree(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (at === dirname(at)) return false;
  }
}
