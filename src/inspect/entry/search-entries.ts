import { basename, dirname, join } from 'node:path';
import type { Graph } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import { SOURCE, sourceFiles } from '../project/source-files.ts';
import type { EntryCandidate } from './entry-candidates.ts';

/** The largest number of files near an app that are searched for the one that listens. */
const MAX_LISTENERS = 50;

const MAKES_APP = /\bexpress(?:\.default)?\s*\(\s*\)/i;
const LOADS_EXPRESS = /['"]express['"]/;
const STARTERS = ['server', 'index', 'main', 'www', 'start', 'bin'];

/**
 * Entries for apps that no script, `main` or common name leads to: for each file that calls express(), the files beside
 * it that may start it, then the file itself.
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

const LISTENS = /\.listen\s*\(/;

export function listens({ text }: { text: string }): boolean {
  return LISTENS.test(text);
}

/** Files near an app that load it and listen, when the app itself does not. */
export function listeners(disk: Disk, dir: string, { files }: Graph): EntryCandidate[] {
  const [entry] = files;
  if (!entry || files.some(listens)) return [];
  const app = disk.absolute(entry.path);
  const name = basename(app).replace(/^index\.\w+$|\.\w+$/, '');
  const near = [...new Set([dirname(app), dirname(dirname(app)), dir, join(dir, 'bin')])].filter((folder) =>
    folder.startsWith(dir),
  );
  return near
    .flatMap((folder) => disk.list(folder).map((file) => join(folder, file)))
    .filter((path) => path !== app && (SOURCE.test(path) || basename(path) === 'www') && disk.isFile(path))
    .slice(0, MAX_LISTENERS)
    .filter((path) => {
      const text = disk.read(path) ?? '';
      return LISTENS.test(text) && text.includes(name);
    })
    .map((path) => ({ path, from: 'it loads the app and listens' }));
}

function starters(path: string, files: string[]): string[] {
  const folder = path.replace(/[^/\\]+$/, '');
  return files.filter((other) => {
    const name = other.startsWith(folder) ? other.slice(folder.length).replace(/\.\w+$/, '') : '';
    return other !== path && STARTERS.includes(name);
  });
}
