import { createHash } from 'node:crypto';
import path from 'node:path';
import fs from 'fs-extra';
import { RefusedError } from '../errors.ts';

/** What an edit of existing files needs to be undone by a later run, should this one die half-way. */
export interface Journal {
  pid: number;
  /** Paths relative to the root; `backup` and `staged` lie beside the file. */
  edits: { path: string; staged: string; backup: string }[];
  /** A created file is only removed while it still has this SHA-256. */
  creates: { path: string; sha256: string }[];
}

const OPEN = '.create-mongo-session-app.journal';
const COMMITTED = '.create-mongo-session-app.committed';

export function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

export function openJournal(root: string, journal: Journal): void {
  writeDurably(path.join(root, OPEN), JSON.stringify(journal));
}

/** From here on the new state stands: a crash only leaves backups, which the next run removes. */
export function commitJournal(root: string, journal: Journal): void {
  fs.renameSync(path.join(root, OPEN), path.join(root, COMMITTED));
  removeLeftovers(root, journal);
  fs.removeSync(path.join(root, COMMITTED));
}

/** Puts every original back, then removes what was staged. Safe to repeat. */
export function rollBack(root: string, journal: Journal): void {
  for (const { path: file, backup } of journal.edits) {
    const saved = path.join(root, backup);
    if (fs.pathExistsSync(saved)) fs.renameSync(saved, path.join(root, file));
  }
  removeLeftovers(root, journal);
  fs.removeSync(path.join(root, OPEN));
}

/**
 * Undoes a run that died half-way.
 * @returns true when there was one.
 * @throws RefusedError when another run is at work in this folder.
 */
export function recover(root: string): boolean {
  const committed = read(path.join(root, COMMITTED));
  if (committed) {
    removeLeftovers(root, committed);
    fs.removeSync(path.join(root, COMMITTED));
  }
  const open = read(path.join(root, OPEN));
  if (!open) return false;
  if (open.pid !== process.pid && isAlive(open.pid)) {
    throw new RefusedError(`Another run (process ${open.pid}) is editing ${root}.`, [], {
      hint: `Wait for it, or, if it is not one of ours, remove ${OPEN} after looking at it.`,
    });
  }
  for (const { path: file, sha256: expected } of open.creates) {
    const created = path.join(root, file);
    if (fs.pathExistsSync(created) && sha256(fs.readFileSync(created, 'utf8')) === expected) fs.removeSync(created);
  }
  rollBack(root, open);
  return true;
}

/** Written and on the disk before it returns. */
export function writeDurably(file: string, content: string, mode = 0o600): void {
  const handle = fs.openSync(file, 'wx', mode);
  try {
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function read(file: string): Journal | undefined {
  return fs.pathExistsSync(file) ? (fs.readJsonSync(file) as Journal) : undefined;
}

function removeLeftovers(root: string, journal: Journal): void {
  for (const { staged, backup } of journal.edits) {
    fs.removeSync(path.join(root, staged));
    fs.removeSync(path.join(root, backup));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
