import { join } from 'node:path';
import type { Disk } from './disk.ts';
import type { EntryCandidate } from './entry.ts';

/** Folders that hold no source of the server. */
const SKIPPED =
  /^(\..*|node_modules|bower_components|dist|build|out|output|coverage|public|static|assets|client|frontend|docs|examples?|tests?|__tests__|e2e|spec|typings|migrations)$/;
const SOURCE = /(?<!\.(?:test|spec|d|min|config))\.[cm]?[jt]s$/;

/** A project with more is not searched to its end: one that says how it starts needs no search at all. */
const MAX_SEARCHED = 2_000;

const MAKES_APP = /\bexpress(?:\.default)?\s*\(\s*\)/i;
const LOADS_EXPRESS = /['"]express['"]/;
const STARTERS = ['server', 'index', 'main', 'www', 'start', 'bin'];

/**
 * Ways into an app that no script, `main` or usual name leads to: for each file that makes an Express app, the files
 * beside it that may start it, then the file itself.
 */
export function searchEntries(disk: Disk, dir: string): EntryCandidate[][] {
  const files = sourceFiles(disk, dir);
  const makers = files.filter((path) => {
    const text = disk.read(path) ?? '';
    return MAKES_APP.test(text) && LOADS_EXPRESS.test(text);
  });
  return makers.map((maker) =>
    [...starters(maker, files), maker].map((path) => ({ path, from: 'it calls express()' })),
  );
}

/** The sources of a server in a folder and below it, up to a number of them. */
export function sourceFiles(disk: Disk, dir: string): string[] {
  const found: string[] = [];
  const folders = [dir];
  for (let at = folders.shift(); at !== undefined && found.length < MAX_SEARCHED; at = folders.shift()) {
    for (const name of disk.list(at)) {
      const path = join(at, name);
      if (disk.kind(path) === 'directory') {
        if (!SKIPPED.test(name)) folders.push(path);
      } else if (SOURCE.test(name)) found.push(path);
    }
  }
  return found;
}

function starters(path: string, files: string[]): string[] {
  const folder = path.replace(/[^/\\]+$/, '');
  return files.filter((other) => {
    const name = other.startsWith(folder) ? other.slice(folder.length).replace(/\.\w+$/, '') : '';
    return other !== path && STARTERS.includes(name);
  });
}
