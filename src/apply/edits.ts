import fs from 'node:fs';
import path from 'node:path';
import { pathExistsSync } from 'fs-extra/esm';
import { FileError, RefusedError } from '../errors.ts';
import type { CreateStep, EditStep, Step } from '../types.ts';
import { createFolder, reason } from './files.ts';
import { besideName, checksum, commitJournal, type Journal, openJournal, rollBack, writeDurably } from './journal.ts';
import { randomBytes } from './random.ts';

/**
 * Edits existing files and creates new ones: all or none. It first writes a journal, with which the next run can roll back
 * after a crash, then stages every new text on disk before it replaces the first file.
 * @throws RefusedError after a rollback.
 */
export async function editFiles(
  root: string,
  edits: readonly EditStep[],
  creates: readonly CreateStep[],
  checkSignals: () => Promise<void>,
): Promise<void> {
  checkFiles(root, [...edits, ...creates]);
  const journal = createJournal(root, edits, creates);
  try {
    openJournal(root, journal);
    try {
      for (const [index, edit] of edits.entries()) stageEdit(root, edit, journal.edits[index]?.staged ?? '');
      for (const [index, create] of creates.entries()) stageCreate(root, create, journal.creates[index]?.staged ?? '');
      for (const { path: file, staged } of journal.creates)
        moveIntoPlace(path.join(root, staged), path.join(root, file));
      for (const [index, edit] of edits.entries()) replace(root, edit, journal.edits[index]);
      await checkSignals();
    } catch (error) {
      rollBack(root, journal);
      throw error;
    }
  } catch (error) {
    if (error instanceof RefusedError || !(error instanceof Error && 'code' in error)) throw error;
    throw new RefusedError(`Cannot edit ${root}: ${reason(error)}. All changes were rolled back.`, [], {
      cause: error,
    });
  }
  commitJournal(root, journal);
}

/** Checks, also in a dry run, that all files can be written safely. @throws RefusedError for the first that cannot */
export function checkFiles(root: string, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === 'edit') check(root, step);
    else if (step.kind === 'create') checkAbsent(root, step);
  }
}

function createJournal(root: string, edits: readonly EditStep[], creates: readonly CreateStep[]): Journal {
  const id = randomBytes(4).toString('hex');
  const staged = (file: string, text: string): Journal['creates'][number] => ({
    path: file,
    staged: besideName(file, id, 'new'),
    sum: checksum(text),
  });
  return {
    pid: process.pid,
    edits: edits.map(({ path: file, after }) => ({ ...staged(file, after), backup: besideName(file, id, 'old') })),
    creates: creates.map(({ path: file, content }) => staged(file, content)),
    folders: missingFolders(root, creates),
  };
}

/** @returns the missing folders of the new files, outermost first. */
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

/**
 * @throws RefusedError for a symbolic link, a path outside the root, or a file that is not UTF-8 or changed since it
 * was read.
 */
function check(root: string, { path: file, before }: EditStep): void {
  const target = path.join(root, file);
  const refuse = (why: string): never => {
    throw new RefusedError(`${file} ${why}. Nothing was written.`, [
      { code: 'file-not-safe', severity: 'error', message: `${file} ${why}.`, file },
    ]);
  };
  if (!pathExistsSync(target)) refuse('has been deleted since it was read');
  if (fs.lstatSync(target).isSymbolicLink()) refuse('is a symbolic link, which is not edited');
  const inside = path.relative(fs.realpathSync(root), fs.realpathSync(target));
  if (inside.startsWith('..') || path.isAbsolute(inside)) refuse('is outside the project');
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

/** @throws RefusedError when the path already exists; after this check, a file at that path is one of ours. */
function checkAbsent(root: string, { path: file }: CreateStep): void {
  const target = path.join(root, file);
  if (isLink(target)) throw new FileError(file, 'is a broken symbolic link');
  if (!pathExistsSync(target)) return;
  if (fs.statSync(target).isDirectory()) throw new FileError(file, 'is a directory');
  throw new RefusedError(`Cannot write ${file}: it has been created since the plan was made. Nothing was written.`);
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
  // Only root can change the owner; any other user already owns the file.
  if (process.getuid?.() === 0) fs.chownSync(target, original.uid, original.gid);
}

function stageCreate(root: string, { path: file, content, mode }: CreateStep, staged: string): void {
  const target = path.join(root, staged);
  try {
    createFolder(path.dirname(target));
    writeDurably(target, content, mode ?? 0o644);
    // The umask may have cleared bits of the mode.
    if (mode !== undefined) fs.chmodSync(target, mode);
  } catch (error) {
    throw new RefusedError(`Cannot write ${file}: ${reason(error)}. All changes were rolled back.`, [], {
      cause: error,
    });
  }
}

/** Gives a staged file its final path, atomically and never over an existing file. */
function moveIntoPlace(staged: string, target: string): void {
  try {
    fs.linkSync(staged, target);
  } catch (error) {
    if (isTaken(error) || pathExistsSync(target)) throw error;
    // Fall back for file systems without hard links.
    fs.renameSync(staged, target);
  }
}

function replace(root: string, { path: file, before }: EditStep, names: Journal['edits'][number] | undefined): void {
  if (!names) return;
  const target = path.join(root, file);
  const backup = path.join(root, names.backup);
  backUp(target, backup);
  fs.renameSync(path.join(root, names.staged), target);
  // The backup is the original file, so it contains changes made up to this point.
  if (fs.readFileSync(backup, 'utf8') === before) return;
  throw new RefusedError(`${file} was changed by another process at the same time. All changes were rolled back.`);
}

function backUp(target: string, backup: string): void {
  try {
    fs.linkSync(target, backup);
  } catch {
    fs.cpSync(target, backup, { preserveTimestamps: true });
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
