import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Larger files are not read: nobody wrote them by hand. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Reads the files of a project. Results are cached, so that one run sees one state of the disk. */
export class Disk {
  private readonly texts = new Map<string, string | undefined>();
  private readonly kinds = new Map<string, 'file' | 'directory' | undefined>();
  readonly root: string;

  /** @param root absolute path that every reported path is relative to */
  constructor(root: string) {
    this.root = root;
  }

  kind(path: string): 'file' | 'directory' | undefined {
    if (!this.kinds.has(path)) {
      const stat = statOf(path);
      this.kinds.set(path, stat?.isFile() ? 'file' : stat?.isDirectory() ? 'directory' : undefined);
    }
    return this.kinds.get(path);
  }

  isFile(path: string): boolean {
    return this.kind(path) === 'file';
  }

  /** The text of a file; undefined when there is none, or when it is larger than 16 MB. */
  read(path: string): string | undefined {
    if (!this.texts.has(path)) {
      const stat = statOf(path);
      const readable = stat?.isFile() && stat.size <= MAX_BYTES;
      this.texts.set(path, readable ? readFileSync(path, 'utf8') : undefined);
    }
    return this.texts.get(path);
  }

  list(path: string): string[] {
    return this.kind(path) === 'directory' ? readdirSync(path).sort() : [];
  }

  /** The path relative to the root, with forward slashes. */
  name(path: string): string {
    return relative(this.root, path).split(sep).join('/');
  }

  absolute(name: string): string {
    return join(this.root, name);
  }
}

/** Undefined also for a path below a file, which `throwIfNoEntry` does not cover. @throws Error without permission */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The files below a folder, breadth first, without folders whose name matches `skipped`. */
export function* filesBelow(disk: Disk, dir: string, skipped: RegExp): Generator<{ path: string; name: string }> {
  const folders = [dir];
  for (let at = folders.shift(); at !== undefined; at = folders.shift()) {
    for (const name of disk.list(at)) {
      const path = join(at, name);
      if (disk.kind(path) !== 'directory') yield { path, name };
      else if (!skipped.test(name)) folders.push(path);
    }
  }
}
