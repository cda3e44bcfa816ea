import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { FileError } from '../../errors.ts';
import { type JsonObject, parseObject } from './json.ts';

/** Larger files are not written by hand. */
const MAX_BYTES = 16 * 1024 * 1024;
const NO_SUCH_FILE = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);
const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links form a loop',
};

/** A file that exists but counts as absent. */
export interface IgnoredFile {
  /** Relative to the root. */
  file: string;
  /** What follows the name of the file in a sentence: `is not valid JSON`. */
  problem: string;
  /** 1-based. */
  line: number | undefined;
}

/**
 * Reads the files of a project. Results are cached, so that one run sees one state of the disk.
 * A file that exists but cannot be used is an error where the run depends on it (`readRequired`). Where it is only a
 * hint (`read`) it counts as absent, and `ignoredFiles` names it.
 */
export class Disk {
  private readonly texts = new Map<string, string | FileError | undefined>();
  private readonly objects = new Map<string, JsonObject | FileError | undefined>();
  private readonly kinds = new Map<string, 'file' | 'directory' | undefined>();
  private readonly folders = new Map<string, Dirent[]>();
  private readonly ignored = new Map<string, FileError>();
  readonly root: string;

  /** @param root absolute path that every reported path is relative to */
  constructor(root: string) {
    this.root = root;
  }

  kind(path: string): 'file' | 'directory' | undefined {
    if (!this.kinds.has(path)) {
      const stat = this.stat(path);
      this.kinds.set(path, stat?.isFile() ? 'file' : stat?.isDirectory() ? 'directory' : undefined);
    }
    return this.kinds.get(path);
  }

  isFile(path: string): boolean {
    return this.kind(path) === 'file';
  }

  /** The text of a file that is a hint: undefined when there is none that can be read. */
  read(path: string): string | undefined {
    return this.orIgnore(path, this.load(path));
  }

  /** The text of a file; undefined when there is none. @throws FileError when it cannot be read */
  readRequired(path: string): string | undefined {
    const text = this.load(path);
    if (text instanceof FileError) throw text;
    if (text === undefined && isLink(path)) throw this.error(path, 'is a symbolic link that leads nowhere');
    return text;
  }

  /** The object in a JSON file that is a hint: undefined when there is none that can be understood. */
  readJson(path: string): JsonObject | undefined {
    return this.orIgnore(path, this.object(path));
  }

  /** The object in a JSON file; undefined when there is no file. @throws FileError when it cannot be understood */
  readRequiredJson(path: string): JsonObject | undefined {
    this.readRequired(path);
    const object = this.object(path);
    if (object instanceof FileError) throw object;
    return object;
  }

  list(path: string): string[] {
    return this.entries(path).map(({ name }) => name);
  }

  /** The entries of a folder in the order of their names; none if there is no such folder. */
  entries(path: string): readonly Dirent[] {
    const listed = this.folders.get(path);
    if (listed) return listed;
    let entries: Dirent[] = [];
    if (this.kind(path) === 'directory') {
      try {
        entries = readdirSync(path, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
      } catch (error) {
        this.orIgnore(path, this.failure(path, error));
      }
    }
    this.folders.set(path, entries);
    return entries;
  }

  /** The path without symbolic links: two paths to one folder have the same. */
  real(path: string): string {
    try {
      return realpathSync.native(path);
    } catch {
      return path;
    }
  }

  /** @param problem what follows the name of the file in a sentence */
  error(path: string, problem: string, line?: number): FileError {
    return new FileError(this.name(path), problem, line);
  }

  /** Records that a file counts as absent. */
  ignore(path: string, error: FileError): void {
    // Nobody edits installed packages.
    if (!path.includes('/node_modules/')) this.ignored.set(path, error);
  }

  /** The files that exist and count as absent. */
  get ignoredFiles(): IgnoredFile[] {
    return [...this.ignored.values()].map(({ file, problem, line }) => ({ file, problem, line }));
  }

  /** The path relative to the root, with forward slashes. */
  name(path: string): string {
    return relative(this.root, path).split(sep).join('/');
  }

  absolute(name: string): string {
    return join(this.root, name);
  }

  private load(path: string): string | FileError | undefined {
    if (!this.texts.has(path)) this.texts.set(path, this.textOf(path));
    return this.texts.get(path);
  }

  private textOf(path: string): string | FileError | undefined {
    try {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat) return undefined;
      if (stat.isDirectory()) return this.error(path, 'is a directory');
      if (!stat.isFile()) return this.error(path, 'is not a regular file');
      if (stat.size > MAX_BYTES) return this.error(path, 'is larger than 16 MB');
      const text = readFileSync(path, 'utf8');
      // How the byte order mark of UTF-16 looks as UTF-8.
      return text.startsWith('\uFFFD\uFFFD') ? this.error(path, 'is not UTF-8') : text;
    } catch (error) {
      return this.failure(path, error);
    }
  }

  private object(path: string): JsonObject | FileError | undefined {
    const text = this.load(path);
    if (typeof text !== 'string') return text;
    let found = this.objects.get(path);
    if (!found) {
      const parsed = parseObject(text);
      found = 'object' in parsed ? parsed.object : this.error(path, parsed.problem, parsed.line);
      this.objects.set(path, found);
    }
    return found;
  }

  private orIgnore<T>(path: string, found: T | FileError): T | undefined {
    if (!(found instanceof FileError)) return found;
    this.ignore(path, found);
    return undefined;
  }

  private stat(path: string): Stats | undefined {
    try {
      return statSync(path, { throwIfNoEntry: false });
    } catch (error) {
      // The permission that is missing is that of the folder.
      const folder = dirname(path);
      const failure = this.failure(folder, error);
      if (codeOf(error) === 'EACCES' && failure && this.kind(folder) === 'directory') this.ignore(folder, failure);
      return undefined;
    }
  }

  /** Undefined when the error means that there is no such file. */
  private failure(path: string, error: unknown): FileError | undefined {
    const code = codeOf(error) ?? '';
    if (NO_SUCH_FILE.has(code)) return undefined;
    return this.error(path, `cannot be read (${REASONS[code] ?? code})`);
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** A folder and those above it, up to `last` or the root of the file system; the nearest first. */
export function* foldersUp(dir: string, last?: string): Generator<string> {
  for (let at = dir; ; at = dirname(at)) {
    yield at;
    if (at === last || at === dirname(at)) return;
  }
}

/** The folder of the repository; the root of the project without one. */
export function repositoryOf(disk: Disk): string {
  for (const dir of foldersUp(disk.root)) if (disk.kind(join(dir, '.git')) !== undefined) return dir;
  return disk.root;
}

/**
 * The files below a folder, the nearest first. Folders whose name is `skipped` are not entered. Of several symbolic links
 * to one folder only the first is followed, and none to a folder above.
 * @param limit the largest number of files
 */
export function* filesBelow(
  disk: Disk,
  dir: string,
  skipped: RegExp,
  limit = Number.POSITIVE_INFINITY,
): Generator<{ path: string; name: string }> {
  let count = 0;
  const folders = [dir];
  const start = disk.real(dir);
  const seen = new Set<string>();
  for (let at = folders.shift(); at !== undefined; at = folders.shift()) {
    const real = disk.real(at);
    if (seen.has(real) || start.startsWith(join(real, sep))) continue;
    seen.add(real);
    for (const entry of disk.entries(at)) {
      const { name } = entry;
      const path = at.endsWith(sep) ? at + name : at + sep + name;
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && disk.kind(path) === 'directory');
      if (!isFolder) {
        if (count === limit) return;
        count += 1;
        yield { path, name };
      } else if (!skipped.test(name)) folders.push(path);
    }
  }
}
