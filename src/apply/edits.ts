import fs from 'node:fs';
import path from 'node:path';
import { pathExistsSync } from 'fs-extra/esm';
import { FileError, RefusedError } from '../errors.ts';
import type { CreateStep, EditStep, Step } from '../types.ts';
import { madeFolder, reason } from './files.ts';
import { besideName, checksum, commitJournal, type Journal, openJournal, rollBack, writeDurably } from './journal.ts';
import { randomBytes } from './random.ts';

/**
 * Edits existing files and creates new ones: all of them, or none. A journal comes first, with which the next run
 * undoes what a crash has left; then every new text is on the disk before the first original moves.
 * @throws RefusedError with everything as it was.
 */
export async function editFiles(
  root: string,
  edits: readonly EditStep[],
  creates: readonly CreateStep[],
  interrupted: () => Promise<void>,
): Promise<void> {
  checkFiles(root, [...edits, ...creates]);
  const journal = plan(root, edits, creates);
  try {
    openJournal(root, journal);
    try {
      for (const [index, edit] of edits.entries()) stageEdit(root, edit, journal.edits[index]?.staged ?? '');
      for (const [index, create] of creates.entries()) stageCreate(root, create, journal.creates[index]?.staged ?? '');
      for (const { path: file, staged } of journal.creates) publish(path.join(root, staged), path.join(root, file));
      for (const [index, edit] of edits.entries()) replace(root, edit, journal.edits[index]);
      await interrupted();
    } catch (error) {
      rollBack(root, journal);
      throw error;
    }
  } catch (error) {
    if (error instanceof RefusedError || !(error instanceof Error && 'code' in error)) throw error;
    throw new RefusedError(`Cannot edit ${root}: ${reason(error)}. Everything is as it was before.`, [], {
      cause: error,
    });
  }
  commitJournal(root, journal);
}

/** What a dry run can tell beforehand. @throws RefusedError for a file that the edit would not be safe for */
export function checkFiles(root: string, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === 'edit') check(root, step);
    else if (step.kind === 'create') checkAbsent(root, step);
  }
}

function plan(root: string, edits: readonly EditStep[], creates: readonly CreateStep[]): Journal {
  const id = randomBytes(4).toString('hex');
  return {
    pid: process.pid,
    edits: edits.map(({ path: file, after }) => ({
      path: file,
      staged: besideName(file, id, 'new'),
      backup: besideName(file, id, 'old'),
      sum: checksum(after),
    })),
    creates: creates.map(({ path: file, content }) => ({
      path: file,
      staged: besideName(file, id, 'new'),
      sum: checksum(content),
    })),
    folders: missingFolders(root, creates),
  };
}

/** @returns the folders that the new files need and that are not there, outermost first. */
function missingFolders(root: string, creates: readonly CreateStep[]): string[] {
  const missing = new Set<string>();
  for (const { path: file } of creates) {
    const parts = path.posix.dirname(file).split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      if (!pathExistsSync(path.join(root, folder))) missing.add(folder);
    }
  }
  return [...missing];
}

/** @throws RefusedError for a link, a path outside the root, or a file that is not UTF-8 or changed since it was read. */
function check(root: string, { path: file, before }: EditStep): void {
  const target = path.join(root, file);
  const refuse = (why: string): never => {
    throw new RefusedError(`${file} ${why}. Nothing was written.`, [
      { code: 'file-not-safe', severity: 'error', message: `${file} ${why}.`, file },
    ]);
  };
  if (!pathExistsSync(target)) refuse('is gone since it was read');
  if (fs.lstatSync(target).isSymbolicLink()) refuse('is a symbolic link, and we do not edit through links');
  const inside = path.relative(fs.realpathSync(root), fs.realpathSync(target));
  if (inside.startsWith('..') || path.isAbsolute(inside)) refuse('lies outside the project');
  const content = fs.readFileSync(target);
  if (content.toString() !== before) refuse('has changed since it was read');
  if (!content.equals(Buffer.from(before)))
    throw new FileError(file, 'is not UTF-8', before.slice(0, before.indexOf('\uFFFD')).split('\n').length);
  try {
    fs.accessSync(target, fs.constants.W_OK);
  } catch {
    refuse('is read-only');
  }
}

/** @throws RefusedError when the name is taken already: from here on, what is there by that name is ours. */
function checkAbsent(root: string, { path: file }: CreateStep): void {
  const target = path.join(root, file);
  if (isLink(target)) throw new FileError(file, 'is a symbolic link that leads nowhere');
  if (!pathExistsSync(target)) return;
  if (fs.statSync(target).isDirectory()) throw new FileError(file, 'is a directory');
  throw new RefusedError(`Cannot write ${file}: it has appeared since it was planned. Everything is as it was before.`);
}

function isLink(file: string): boolean {
  try {
    return fs.lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

function stageEdit(root: string, { path: file, after, mode }: EditStep, staged: string): void {
  const original = fs.statSync(path.join(root, file));
  const target = path.join(root, staged);
  writeDurably(target, after, 0o600);
  fs.chmodSync(target, mode ?? original.mode & 0o777);
  // Only root can give a file away; for everybody else the file is their own already.
  if (process.getuid?.() === 0) fs.chownSync(target, original.uid, original.gid);
}

function stageCreate(root: string, { path: file, content, mode }: CreateStep, staged: string): void {
  const target = path.join(root, staged);
  try {
    madeFolder(path.dirname(target));
    writeDurably(target, content, mode ?? 0o644);
    // The umask may have taken bits away; a private file must be exactly that.
    if (mode !== undefined) fs.chmodSync(target, mode);
  } catch (error) {
    throw new RefusedError(`Cannot write ${file}: ${reason(error)}. Everything is as it was before.`, [], {
      cause: error,
    });
  }
}

/** Gives a staged file its name: whole, and never over an existing file. */
function publish(staged: string, target: string): void {
  try {
    fs.linkSync(staged, target);
  } catch (error) {
    if (isTaken(error) || pathExistsSync(target)) throw error;
    // Not every file system has hard links.
    fs.renameSync(staged, target);
  }
}

function replace(root: string, { path: file, before }: EditStep, names: Journal['edits'][number] | undefined): void {
  if (!names) return;
  const target = path.join(root, file);
  const backup = path.join(root, names.backup);
  keep(target, backup);
  fs.renameSync(path.join(root, names.staged), target);
  // The backup is the original itself: what anybody wrote to it until this moment is in it.
  if (fs.readFileSync(backup, 'utf8') === before) return;
  throw new RefusedError(`${file} was changed by somebody else at this moment. Everything is as it was before.`);
}

function keep(target: string, backup: string): void {
  try {
    fs.linkSync(target, backup);
  } catch {
    fs.cpSync(target, backup, { preserveTimestamps: true });
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
