import { join, sep } from 'node:path';
import type { Disk } from './disk.ts';

/**
 * The files below a folder, the nearest first. Folders whose name is `skipped` are not entered. Of several symbolic links
 * to one folder only the first is followed, and none to a folder above.
 */
export function* filesBelow(disk: Disk, dir: string, skipped: RegExp): Generator<{ path: string; name: string }> {
  const folders = [dir];
  const start = disk.real(dir);
  const seen = new Set<string>();
  for (let at = folders.shift(); at !== undefined; at = folders.shift()) {
    const real = disk.real(at);
    if (seen.has(real) || start.startsWith(join(real, sep))) continue;
    seen.add(real);
    for (const name of disk.list(at)) {
      const path = join(at, name);
      if (disk.kind(path) !== 'directory') yield { path, name };
      else if (!skipped.test(name)) folders.push(path);
    }
  }
}
