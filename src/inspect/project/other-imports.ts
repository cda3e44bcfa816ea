import type { Disk } from './disk.ts';
import { filesBelow } from './disk.ts';

const SKIPPED = /^(\..*|node_modules|bower_components|dist|build|coverage|public)$/;
const SOURCE = /\.[cm]?[jt]sx?$/;
/** The source of a regular expression for an import, a require or a mock of a test, up to the module specifier. */
export const LOADS = /(?:\brequire(?:\.resolve)?\s*\(|\bfrom\s|\bimport\s*\(?|\b(?:jest|vi)\.\w*[mM]ock\s*\()\s*['"`]/
  .source;
const LOADED = new RegExp(`${LOADS}${/((?:@[^'"`/]+\/)?[^'"`/.][^'"`/]*)/.source}`, 'g');

/** A line that is a comment. */
const COMMENTED = /^[ \t]*(\/\/|\*).*/gm;

/** A path into an installed package, in one string or as arguments of path.join(). */
const IN_NODE_MODULES = /node_modules(?:\/|['"`]\s*,\s*['"`])((?:@[\w.-]+\/)?[\w.-]+)/g;
const SCRIPT = /\.(sh|bash|ya?ml)$|^(Makefile|Dockerfile|package\.json$)/;

/** The largest number of files that are read; with more, every package counts as imported. */
const MAX_READ = 2_000;

/**
 * The packages that files outside the module graph of the app import or read (tests, scripts, workers), each with one such file.
 * Undefined when there are too many files.
 */
export function loadedElsewhere(disk: Disk, dir: string, reached: Set<string>): Map<string, string> | undefined {
  const found = new Map<string, string>();
  let read = 0;
  for (const { path, name } of filesBelow(disk, dir, SKIPPED)) {
    const isSource = SOURCE.test(name);
    if ((!isSource && !SCRIPT.test(name)) || reached.has(path)) continue;
    read += 1;
    if (read > MAX_READ) return undefined;
    const text = (disk.read(path) ?? '').replace(COMMENTED, '');
    for (const [, specifier] of [...(isSource ? text.matchAll(LOADED) : []), ...text.matchAll(IN_NODE_MODULES)])
      if (specifier && !found.has(specifier)) found.set(specifier, disk.name(path));
  }
  return found;
}

/** The first declaration file with `declare module 'express-session'` and without an import or export. */
export function ambientSessionTypes(disk: Disk, dir: string): { path: string; text: string } | undefined {
  for (const { path, name } of filesBelow(disk, dir, SKIPPED)) {
    const text = name.endsWith('.d.ts') ? (disk.read(path) ?? '') : '';
    if (/^declare module ['"]express-session['"]/m.test(text) && !/^(import|export)\b/m.test(text))
      return { path: disk.name(path), text };
  }
  return undefined;
}
