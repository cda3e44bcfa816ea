import { chmodSync, mkdirSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RefusedError } from '../errors.ts';
import type { CreateStep } from '../types.ts';

/** What has been created so far, so that it can be taken back: nothing that was there before is ever in it. */
export interface Created {
  files: string[];
  /** Outermost first. */
  folders: string[];
}

/**
 * Writes new files; never over an existing one. What it wrote is in `created` at every moment.
 * @throws RefusedError when a file appeared since it was planned, or the folder cannot be written to.
 */
export function createFiles(root: string, steps: readonly CreateStep[], created: Created): void {
  const folders = new Set<string>();
  for (const step of steps) {
    const file = path.join(root, step.path);
    try {
      const folder = path.dirname(file);
      if (!folders.has(folder)) makeFolder(folder, created);
      folders.add(folder);
      createFile(file, step, created);
    } catch (error) {
      throw new RefusedError(`Cannot write ${step.path}: ${reason(error)}. Everything is as it was before.`, [], {
        cause: error,
      });
    }
  }
}

function createFile(file: string, { content, mode }: CreateStep, created: Created): void {
  try {
    // One call for a whole file: there are dozens of them, and opening and closing each would double the time.
    writeFileSync(file, content, { flag: 'wx', mode: mode ?? 0o644 });
  } catch (error) {
    // A disk that fills up leaves a file that has to go again; one that could not be opened is not ours.
    if ((error as NodeJS.ErrnoException).syscall !== 'open') created.files.push(file);
    throw error;
  }
  created.files.push(file);
  // The umask may have taken bits away; a private file must be exactly that.
  if (mode !== undefined) chmodSync(file, mode);
}

function makeFolder(folder: string, created: Created): void {
  const first = madeFolder(folder);
  if (first === undefined) return;
  // mkdir names the outermost folder that it made; the ones inside it are ours as well.
  const inner = path.relative(first, folder).split(path.sep).filter(Boolean);
  created.folders.push(first, ...inner.map((_, depth) => path.join(first, ...inner.slice(0, depth + 1))));
}

/** @returns the outermost folder that had to be made. @throws Error that says so when a part of the path is a file. */
export function madeFolder(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(REASONS['ENOTDIR'], { cause: error });
    throw error;
  }
}

/** Takes back what was created, innermost first; a folder that somebody else has put something into stays. */
export function removeCreated(created: Created): void {
  for (const file of created.files) attempt(() => unlinkSync(file));
  for (const folder of created.folders.toReversed()) attempt(() => rmdirSync(folder));
}

/** A roll-back goes as far as it can: one file that resists must not keep the others. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Left in place: it is not ours any more, or it is gone already.
  }
}

const REASONS: Record<string, string> = {
  EEXIST: 'it has appeared since it was planned',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** A file system error as a sentence. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return (code && REASONS[code]) ?? error.message;
}
