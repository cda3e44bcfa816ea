import fs from 'node:fs';
import path from 'node:path';
import { pathExistsSync, removeSync } from 'fs-extra/esm';
import { FileError, RefusedError } from '../errors.ts';
import { reason } from './files.ts';

/** What a later run needs to roll back an edit, if this process is killed during it. */
export interface Journal {
  pid: number;
  /**
   * Paths relative to the root; `backup` and `staged` are in the folder of the file, `sum` is the checksum of the new
   * text.
   */
  edits: { path: string; staged: string; backup: string; sum: string }[];
  creates: { path: string; staged: string; sum: string }[];
  /** Folders that the edit creates, outermost first. */
  folders: string[];
}

const OPEN = '.create-mongo-session-app.journal';
const COMMITTED = '.create-mongo-session-app.committed';

/** A checksum to detect changes made by others; not cryptographic. */
export function checksum(content: string): string {
  // CRC-32 is enough against accidents, and node:zlib loads faster than node:crypto.
  return `${content.length}-${process.getBuiltinModule('node:zlib').crc32(content)}`;
}

/** Writes the journal. @throws RefusedError when another run is in progress */
export function openJournal(root: string, journal: Journal): void {
  const file = path.join(root, OPEN);
  if (pathExistsSync(file)) throw new RefusedError(`Another run is editing ${root}. Nothing was written.`);
  writeDurably(file, JSON.stringify(journal));
}

/** Commits the edit: after this, the next run only removes backups that a crash left behind. */
export function commitJournal(root: string, journal: Journal): void {
  fs.renameSync(path.join(root, OPEN), path.join(root, COMMITTED));
  removeLeftovers(root, journal);
  removeSync(path.join(root, COMMITTED));
}

/** Restores the original files and deletes the new ones, except for those changed since. Idempotent. */
export function rollBack(root: string, journal: Journal): void {
  for (const { path: file, backup, sum } of journal.edits) {
    const saved = path.join(root, backup);
    if (pathExistsSync(saved) && hasChecksum(path.join(root, file), sum)) fs.renameSync(saved, path.join(root, file));
  }
  for (const { path: file, sum } of journal.creates) {
    if (hasChecksum(path.join(root, file), sum)) removeSync(path.join(root, file));
  }
  removeLeftovers(root, journal);
  for (const folder of journal.folders.toReversed()) removeIfEmpty(path.join(root, folder));
  removeSync(path.join(root, OPEN));
}

/**
 * Rolls back a run that was killed during an edit.
 * @returns whether there was one.
 * @throws RefusedError when another run is in progress in this folder, or when the journal is not valid.
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
    throw new RefusedError(`Another run (process ${open.pid}) is editing ${root}. Nothing was written.`, [], {
      hint: `Wait for it to end. If process ${open.pid} is not create-mongo-session-app, delete ${OPEN}.`,
    });
  }
  rollBack(root, open);
  return true;
}

/** Writes a new file and syncs it to disk; deletes it when that fails. */
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
    // The run was killed while it wrote the journal, before any edit.
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

/**
 * Whether a value is a journal whose files are all in the project and named as by this tool: a rollback moves and
 * deletes them.
 */
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

/** The path of the file that contains the new or the old text of a file during a run. */
export function besideName(file: string, id: string, kind: 'new' | 'old'): string {
  return path.posix.join(path.posix.dirname(file), `.${path.posix.basename(file)}.${id}.${kind}`);
}

function isBeside(name: unknown, file: string, kind: 'new' | 'old'): boolean {
  const id = typeof name === 'string' ? /\.([0-9a-f]{8})\.\w+$/.exec(name)?.[1] : undefined;
  return id !== undefined && name === besideName(file, id, kind);
}

function hasChecksum(file: string, sum: string): boolean {
  return pathExistsSync(file) && checksum(fs.readFileSync(file, 'utf8')) === sum;
}

function removeLeftovers(root: string, journal: Journal): void {
  const backups = journal.edits.map(({ backup }) => backup);
  const staged = [...journal.edits, ...journal.creates].map(({ staged: file }) => file);
  for (const file of [...backups, ...staged].map((name) => path.join(root, name))) {
    // removeSync fails if a part of the path is a file.
    if (pathExistsSync(file)) removeSync(file);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // Not empty, or never created.
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
