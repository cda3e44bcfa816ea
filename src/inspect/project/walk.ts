import { join } from 'node:path';
import type { Disk } from './disk.ts';

/** The files below a folder, the nearest first; folders whose name is `skipped` are not entered. */
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
