import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { RefusedError } from '../../errors.ts';
import { isInWorkTree } from './git.ts';

export interface TargetFacts {
  /** Absolute path of the folder that `create` writes to. */
  root: string;
  /** The same relative to the current folder; empty for the current folder itself. */
  relative: string;
  /** Existing files and folders, relative to the root with forward slashes; folders end in a slash. */
  entries: string[];
  /** The folder is in a git repository: no second one is created. */
  insideGit: boolean;
}

// `create` writes nothing into these, and they may hold very many files.
const NOT_LISTED = new Set(['.git', 'node_modules']);

/** Inspects the folder of a new app. @throws RefusedError when the path is a file or cannot be read. */
export function inspectTarget(directory: string, cwd: string): TargetFacts {
  const root = path.resolve(cwd, directory);
  try {
    if (existsSync(root) && !statSync(root).isDirectory()) throw refusal(root, 'is not a folder');
    const entries = existsSync(root) ? list(root, '') : [];
    return { root, relative: path.relative(cwd, root), entries, insideGit: isInWorkTree(root) };
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw refusal(root, error instanceof Error ? error.message : String(error));
  }
}

/** The name of a folder that does not exist yet: `my-app`, or else `my-app-2` and so on. */
export function unusedFolder(name: string, cwd: string): string {
  let unused = name;
  for (let number = 2; existsSync(path.join(cwd, unused)); number += 1) unused = `${name}-${number}`;
  return unused;
}

function refusal(root: string, reason: string): RefusedError {
  return new RefusedError(`Cannot write to ${root}: ${reason}.`, [], { hint: 'Choose another folder name.' });
}

function list(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    if (!entry.isDirectory()) return [name];
    return NOT_LISTED.has(entry.name)
      ? [`${name}/`]
      : [`${name}/`, ...listInside(path.join(folder, entry.name), `${name}/`)];
  });
}

/** A folder without read permission counts as empty: writing to it fails later, and is rolled back. */
function listInside(folder: string, prefix: string): string[] {
  try {
    return list(folder, prefix);
  } catch {
    return [];
  }
}
