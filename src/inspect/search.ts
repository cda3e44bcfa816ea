import type { Disk } from './disk.ts';
import type { EntryCandidate } from './entry.ts';
import { filesBelow } from './walk.ts';

/** Folders that hold no source of the server. */
export const NO_SERVER =
  /^(\..*|node_modules|bower_components|dist|build|out|output|coverage|public|static|assets|client|frontend|docs|examples?|tests?|__tests__|e2e|spec|typings|migrations)$/;
export const SOURCE = /(?<!\.(?:test|spec|d|min|config))\.[cm]?[jt]s$/;

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

function sourceFiles(disk: Disk, dir: string): string[] {
  const found: string[] = [];
  for (const { path, name } of filesBelow(disk, dir, NO_SERVER)) {
    if (SOURCE.test(name)) found.push(path);
    if (found.length >= MAX_SEARCHED) break;
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
