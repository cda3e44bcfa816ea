import fs from 'node:fs';
import path from 'node:path';
import { pathExistsSync, removeSync } from 'fs-extra/esm';
import { FileError, RefusedError } from '../errors.ts';
import { reason } from './files.ts';

/** What an edit of existing files needs to be undone by a later run, should this one die half-way. */
export interface Journal {
  pid: number;
  /** Paths relative to the root; `backup` and `staged` lie beside the file, `sum` is the checksum of our text. */
  edits: { path: string; staged: string; backup: string; sum: string }[];
  creates: { path: string; staged: string; sum: string }[];
  /** Folders that were not there before, outermost first. */
  folders: string[];
}

const OPEN = '.create-mongo-session-app.journal';
const COMMITTED = '.create-mongo-session-app.committed';

/** Tells a text that somebody has changed by accident from ours. */
export function checksum(content: string): string {
  // CRC-32 is enough against accidents, and node:zlib loads faster than node:crypto.
  return `${content.length}-${process.getBuiltinModule('node:zlib').crc32(content)}`;
}

/** @throws RefusedError when another run is at work. */
export function openJournal(root: string, journal: Journal): void {
  const file = path.join(root, OPEN);
  if (pathExistsSync(file)) throw new RefusedError(`Another run is editing ${root}. Nothing was written.`);
  writeDurably(file, JSON.stringify(journal));
}

/** From here on the new state stands: a crash only leaves backups, which the next run removes. */
export function commitJournal(root: string, journal: Journal): void {
  fs.renameSync(path.join(root, OPEN), path.join(root, COMMITTED));
  removeLeftovers(root, journal);
  removeSync(path.join(root, COMMITTED));
}

/** Puts every original back and removes what was new, unless somebody has changed it since. Safe to repeat. */
export function rollBack(root: string, journal: Journal): void {
  for (const { path: file, backup, sum: ours } of journal.edits) {
    const saved = path.join(root, backup);
    if (pathExistsSync(saved) && holds(path.join(root, file), ours)) fs.renameSync(saved, path.join(root, file));
  }
  for (const { path: file, sum: ours } of journal.creates) {
    if (holds(path.join(root, file), ours)) removeSync(path.join(root, file));
  }
  removeLeftovers(root, journal);
  for (const folder of journal.folders.toReversed()) removeIfEmpty(path.join(root, folder));
  removeSync(path.join(root, OPEN));
}

/**
 * Undoes a run that died half-way.
 * @returns true when there was one.
 * @throws RefusedError when another run is at work in this folder, or when a journal is not one of ours.
 */
export function recover(root: string): boolean {
  const committed = read(root, COMMITTED);
  if (committed) {
    removeLeftovers(root, committed);
    removeSync(path.join(root, COMMITTED));
  }
  const open = read(root, OPEN);
  if (!open) return false;
  if (open.pid !== process.pid && isAlive(open.pid)) {
    throw new RefusedError(`Another run (process ${open.pid}) is editing ${root}.`, [], {
      hint: `Wait for it, or, if it is not one of ours, remove ${OPEN} after looking at it.`,
    });
  }
  rollBack(root, open);
  return true;
}

/** Written and on the disk before it returns; nothing is left of a file that could not be written. */
export function writeDurably(file: string, content: string, mode = 0o600): void {
  const handle = fs.openSync(file, 'wx', mode);
  try {
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
  } catch (error) {
    removeSync(file);
    throw error;
  } finally {
    fs.closeSync(handle);
  }
}

function read(root: string, name: string): Journal | undefined {
  const text = readText(root, name);
  if (text === undefined) return undefined;
  let journal: unknown;
  try {
    journal = JSON.parse(text);
  } catch {
    // It died while it wrote this, so it had not begun: there is nothing else to undo.
    return { pid: process.pid, edits: [], creates: [], folders: [] };
  }
  if (!isJournal(journal)) throw new FileError(name, 'is not a journal of create-mongo-session-app');
  return journal;
}

function readText(root: string, name: string): string | undefined {
  const file = path.join(root, name);
  try {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (!stat) return undefined;
    if (stat.isFile()) return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new FileError(name, `cannot be read (${reason(error)})`);
  }
  throw new FileError(name, 'is not a regular file');
}

/** Rolling back moves and deletes the files that a journal names, so all of them must be in the project and have our names. */
function isJournal(value: unknown): value is Journal {
  const { pid, edits, creates, folders } = Object(value) as Record<string, unknown>;
  const isCreate = (entry: unknown): boolean => {
    const { path: file, staged, sum } = Object(entry) as Record<string, unknown>;
    return isInside(file) && isBeside(staged, file, 'new') && typeof sum === 'string';
  };
  const isEdit = (entry: unknown): boolean => {
    const { path: file, backup } = Object(entry) as Record<string, unknown>;
    return isCreate(entry) && isInside(file) && isBeside(backup, file, 'old');
  };
  const lists = [
    [edits, isEdit],
    [creates, isCreate],
    [folders, isInside],
  ] as const;
  return Number.isInteger(pid) && lists.every(([list, is]) => Array.isArray(list) && list.every((entry) => is(entry)));
}

function isInside(file: unknown): file is string {
  return typeof file === 'string' && !path.isAbsolute(file) && !path.normalize(file).startsWith('..');
}

/** The name of the file beside another one that holds its new or its old text during a run. */
export function besideName(file: string, id: string, kind: 'new' | 'old'): string {
  return path.posix.join(path.posix.dirname(file), `.${path.posix.basename(file)}.${id}.${kind}`);
}

function isBeside(name: unknown, file: string, kind: 'new' | 'old'): boolean {
  const id = typeof name === 'string' ? /\.([0-9a-f]{8})\.\w+$/.exec(name)?.[1] : undefined;
  return id !== undefined && name === besideName(file, id, kind);
}

function holds(file: string, ours: string): boolean {
  return pathExistsSync(file) && checksum(fs.readFileSync(file, 'utf8')) === ours;
}

function removeLeftovers(root: string, journal: Journal): void {
  const backups = journal.edits.map(({ backup }) => backup);
  const staged = [...journal.edits, ...journal.creates].map(({ staged: file }) => file);
  for (const file of [...backups, ...staged].map((name) => path.join(root, name))) {
    // Asked first, since a file in the place of its folder is an error for the removal.
    if (pathExistsSync(file)) removeSync(file);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // Somebody has put something into it, or it was never made.
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
