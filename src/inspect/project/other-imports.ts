import type { Disk } from './disk.ts';
import { filesBelow } from './disk.ts';

const SKIPPED = /^(\..*|node_modules|bower_components|dist|build|coverage|public)$/;
const SOURCE = /\.[cm]?[jt]sx?$/;
/** How a text loads a module, up to its name. */
export const LOADS = /(?:\brequire\s*\(|\bfrom\s|\bimport\s*\(?)\s*['"`]/.source;
const LOADED = new RegExp(`${LOADS}${/((?:@[^'"`/]+\/)?[^'"`/.][^'"`/]*)/.source}`, 'g');

/** A project with more is not read to its end; then every package counts as loaded. */
const MAX_READ = 2_000;

/**
 * The packages that files which the entry does not reach load, each with the first of those: tests, scripts, workers.
 * Undefined when there are too many.
 */
export function loadedElsewhere(disk: Disk, dir: string, reached: Set<string>): Map<string, string> | undefined {
  const found = new Map<string, string>();
  let read = 0;
  for (const { path, name } of filesBelow(disk, dir, SKIPPED)) {
    if (!SOURCE.test(name) || reached.has(path)) continue;
    read += 1;
    if (read > MAX_READ) return undefined;
    for (const [, specifier] of (disk.read(path) ?? '').matchAll(LOADED))
      if (specifier && !found.has(specifier)) found.set(specifier, disk.name(path));
  }
  return found;
}
