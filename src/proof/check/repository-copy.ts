import {
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  promises,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { isInPackages, type RepositoryFiles } from '../../inspect/environment/repository-files.ts';

/** A copy of a repository in a temporary folder, without `.git` and without what git ignores. */
export interface RepositoryCopy {
  root: string;
  /** Files that a clone does not have, relative to the root. */
  local: string[];
}

const CLONE = constants.COPYFILE_FICLONE;

/** Copies the files of a repository, and those of this machine. */
export function copyRepository({ root: from, committable, local }: RepositoryFiles, root: string): RepositoryCopy {
  mkdirSync(root, { recursive: true });
  for (const name of [...committable, ...local]) copyEntry(path.join(from, name), path.join(root, name));
  return { root, local: [...local] };
}

function copyEntry(from: string, to: string): void {
  // git also lists files that have been deleted.
  const stat = lstatSync(from, { throwIfNoEntry: false });
  if (!stat) return;
  mkdirSync(path.dirname(to), { recursive: true });
  if (stat.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  // git lists a submodule as one entry.
  else cpSync(from, to, { recursive: true, mode: CLONE, filter: (file) => !/[\\/](node_modules|\.git)$/.test(file) });
}

/** Removes the files that a clone does not have. */
export function removeLocalFiles({ root, local }: RepositoryCopy): void {
  for (const name of local) rmSync(path.join(root, name), { force: true });
}

/** The folders with installed packages beside the package.json files of a repository or a copy of it, relative to its root. */
export function moduleFolders(root: string, { committable }: RepositoryFiles): string[] {
  return committable
    .filter((name) => path.posix.basename(name) === 'package.json' && !isInPackages(name))
    .map((name) => path.posix.join(path.posix.dirname(name), 'node_modules'))
    .filter((name) => existsSync(path.join(root, name)));
}

/**
 * Copies installed packages. They are not linked to the project's own: tools write caches and generated code there. A link
 * between packages of a workspace is relative, so it leads to the package in the copy.
 */
export async function copyModules(
  from: string,
  to: string,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const folder of folders) {
    await promises.cp(path.join(from, folder), path.join(to, folder), {
      recursive: true,
      verbatimSymlinks: true,
      mode: CLONE,
      filter: () => !signal.aborted,
    });
  }
}

/** Moves installed packages from one copy to the other. */
export function moveModules(from: RepositoryCopy, to: RepositoryCopy, folders: readonly string[]): void {
  for (const folder of folders) renameSync(path.join(from.root, folder), path.join(to.root, folder));
}
