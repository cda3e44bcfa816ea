import { chmodSync, mkdirSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RefusedError } from '../errors.ts';
import type { CreateStep } from '../types.ts';

/** The files and folders created so far, for a rollback. */
export interface Created {
  files: string[];
  /** Outermost first. */
  folders: string[];
}

/**
 * Creates files, never over existing ones, and records each in `created` as soon as it exists.
 * @throws RefusedError when a file already exists or cannot be written.
 */
export function createFiles(root: string, steps: readonly CreateStep[], created: Created): void {
  const folders = new Set<string>();
  for (const step of steps) {
    const file = path.join(root, step.path);
    try {
      const folder = path.dirname(file);
      if (!folders.has(folder)) createParentFolder(folder, created);
      folders.add(folder);
      createFile(file, step, created);
    } catch (error) {
      throw new RefusedError(`Cannot write ${step.path}: ${reason(error)}. All changes were rolled back.`, [], {
        cause: error,
      });
    }
  }
}

function createFile(file: string, { content, mode }: CreateStep, created: Created): void {
  try {
    // One call per file: separate calls to open, write and close would take twice as long.
    writeFileSync(file, content, { flag: 'wx', mode: mode ?? 0o644 });
  } catch (error) {
    // If the write failed, as on a full disk, a partial file exists; if open failed, it is not ours.
    if ((error as NodeJS.ErrnoException).syscall !== 'open') created.files.push(file);
    throw error;
  }
  created.files.push(file);
  // The umask may have cleared bits of the mode.
  if (mode !== undefined) chmodSync(file, mode);
}

function createParentFolder(folder: string, created: Created): void {
  const first = createFolder(folder);
  if (first === undefined) return;
  // mkdir returns the outermost folder that it created; the folders inside are new as well.
  const inner = path.relative(first, folder).split(path.sep).filter(Boolean);
  created.folders.push(first, ...inner.map((_, depth) => path.join(first, ...inner.slice(0, depth + 1))));
}

/**
 * Creates a folder with its parents. @returns the outermost one created @throws Error when a part of the path is a file
 */
export function createFolder(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(REASONS['ENOTDIR'], { cause: error });
    throw error;
  }
}

/** Deletes the created files, then the folders, innermost first; a folder with other files stays. */
export function removeCreated(created: Created): void {
  for (const file of created.files) attempt(() => unlinkSync(file));
  for (const folder of created.folders.toReversed()) attempt(() => rmdirSync(folder));
}

/** Runs one step of a rollback; a failure must not prevent the others. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Already deleted, not empty, or not writable.
  }
}

const REASONS: Record<string, string> = {
  EEXIST: 'it has been created since the plan was made',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** The reason for a file system error, as a clause. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return (code && REASONS[code]) ?? error.message;
}
