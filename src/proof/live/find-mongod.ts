import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { foldersUp } from '../../inspect/project/disk.ts';

/**
 * The path of an installed mongod: what MONGODB_BINARY or MONGOMS_SYSTEM_BINARY names, the one on PATH, or a download
 * of mongodb-memory-server. Undefined if there is none.
 */
export function findMongod(folder: string): string | undefined {
  const { MONGODB_BINARY, MONGOMS_SYSTEM_BINARY, MONGOMS_DOWNLOAD_DIR, PATH = '' } = process.env;
  const program = process.platform === 'win32' ? 'mongod.exe' : 'mongod';
  const caches = [
    MONGOMS_DOWNLOAD_DIR,
    ...[...foldersUp(folder)].map((dir) => path.join(dir, 'node_modules/.cache/mongodb-memory-server')),
    path.join(homedir(), '.cache/mongodb-binaries'),
  ];
  return [
    MONGODB_BINARY,
    MONGOMS_SYSTEM_BINARY,
    ...PATH.split(path.delimiter).map((dir) => path.join(dir, program)),
    ...caches.flatMap((dir) => (dir && existsSync(dir) ? downloadsIn(dir) : [])),
  ].find((file) => file && existsSync(file));
}

/** Such as `mongod-x64-ubuntu-8.0.4`, the newest version first. */
function downloadsIn(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return names
    .filter(
      (name) => /^mongod[^/\\]*(?<!\.(lock|tgz|zip|md5))$/.test(path.basename(name)) && !/\.tgz|\.lock/.test(name),
    )
    .sort((one, other) => other.localeCompare(one, undefined, { numeric: true }))
    .map((name) => path.join(dir, name));
}
