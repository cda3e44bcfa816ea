import { join } from 'node:path';
import type { Disk } from './disk.ts';

/**
 * The files below a folder, the nearest first. Folders whose name is `skipped` are not entered, and no folder is entered
 * twice, however many symbolic links lead to it.
 */
export function* filesBelow(disk: Disk, dir: string, skipped: RegExp): Generator<{ path: string; name: string }> {
  const folders = [dir];
  const seen = new Set<string>();
  for (let at = folders.shift(); at !== undefined; at = folders.shift()) {
    const real = disk.real(at);
    if (seen.has(real)) continue;
    seen.add(real);
    for (const name of disk.list(at)) {
      const path = join(at, name);
      if (disk.kind(path) !== 'directory') yield { path, name };
      else if (!skipped.test(name)) folders.push(path);
    }
  }
}
