import { randomBytes } from 'node:crypto';
import path from 'node:path';
import fs from 'fs-extra';
import { RefusedError } from '../errors.ts';
import type { CreateStep, EditStep } from '../types.ts';
import { type Created, createFiles, reason, removeCreated } from './files.ts';
import { commitJournal, type Journal, openJournal, rollBack, sha256, writeDurably } from './journal.ts';

/**
 * Edits existing files and creates new ones: all of them, or none. Every new text is on the disk before the first
 * original moves, and a journal beside them lets the next run undo what a crash has left.
 * @throws RefusedError with everything as it was.
 */
export async function editFiles(
  root: string,
  edits: readonly EditStep[],
  creates: readonly CreateStep[],
  interrupted: () => Promise<void>,
): Promise<void> {
  for (const edit of edits) check(root, edit);
  const journal = plan(edits, creates);
  const created: Created = { files: [], folders: [] };
  try {
    for (const [index, edit] of edits.entries()) stage(root, edit, journal.edits[index]?.staged ?? '');
    openJournal(root, journal);
    createFiles(root, creates, created);
    for (const [index, edit] of edits.entries()) replace(root, edit, journal.edits[index]);
    await interrupted();
  } catch (error) {
    rollBack(root, journal);
    removeCreated(created);
    if (error instanceof RefusedError || !(error instanceof Error && 'code' in error)) throw error;
    throw new RefusedError(`Cannot edit ${root}: ${reason(error)}. Everything is as it was before.`, [], {
      cause: error,
    });
  }
  commitJournal(root, journal);
}

function plan(edits: readonly EditStep[], creates: readonly CreateStep[]): Journal {
  const id = randomBytes(4).toString('hex');
  const beside = (file: string, kind: string): string =>
    path.posix.join(path.posix.dirname(file), `.${path.posix.basename(file)}.${id}.${kind}`);
  return {
    pid: process.pid,
    edits: edits.map(({ path: file }) => ({ path: file, staged: beside(file, 'new'), backup: beside(file, 'old') })),
    creates: creates.map(({ path: file, content }) => ({ path: file, sha256: sha256(content) })),
  };
}

/** @throws RefusedError for a link, a path outside the root, or a file that changed since it was read. */
function check(root: string, { path: file, before }: EditStep): void {
  const target = path.join(root, file);
  const refuse = (why: string): never => {
    throw new RefusedError(`${file} ${why}. Nothing was written.`, [
      { code: 'file-not-safe', severity: 'error', message: `${file} ${why}.`, file },
    ]);
  };
  if (!fs.pathExistsSync(target)) refuse('is gone since it was read');
  if (fs.lstatSync(target).isSymbolicLink()) refuse('is a symbolic link, and we do not edit through links');
  const inside = path.relative(fs.realpathSync(root), fs.realpathSync(target));
  if (inside.startsWith('..') || path.isAbsolute(inside)) refuse('lies outside the project');
  if (fs.readFileSync(target, 'utf8') !== before) refuse('has changed since it was read');
  try {
    fs.accessSync(target, fs.constants.W_OK);
  } catch {
    refuse('is read-only');
  }
}

function stage(root: string, { path: file, after, mode }: EditStep, staged: string): void {
  const original = fs.statSync(path.join(root, file));
  const target = path.join(root, staged);
  writeDurably(target, after, 0o600);
  fs.chmodSync(target, mode ?? original.mode & 0o777);
  // Only root can give a file away; for everybody else the file is their own already.
  if (process.getuid?.() === 0) fs.chownSync(target, original.uid, original.gid);
}

function replace(root: string, { path: file, before }: EditStep, names: Journal['edits'][number] | undefined): void {
  if (!names) return;
  const target = path.join(root, file);
  if (fs.readFileSync(target, 'utf8') !== before) {
    throw new RefusedError(`${file} was changed by somebody else at this moment. Everything is as it was before.`);
  }
  fs.copySync(target, path.join(root, names.backup), { preserveTimestamps: true });
  fs.renameSync(path.join(root, names.staged), target);
}
