import path from 'node:path';
import type { PackageManager } from '../questions/values.ts';
import type { Disk } from './disk.ts';

const KNOWN: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/** The package manager that started us, from its user agent: `pnpm/10.2.0 npm/? node/v20.20.2 linux x64`. */
export function packageManagerFromUserAgent(userAgent: string | undefined): PackageManager | undefined {
  const name = userAgent?.split(' ')[0]?.split('/')[0];
  return KNOWN.find((known) => known === name);
}

const LOCKFILES: readonly [string, PackageManager][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** The package manager that an existing project uses: what it declares, else the nearest lock file upwards. */
export function packageManagerOfProject(disk: Disk, folder: string): PackageManager | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const declared = declaredManager(disk.read(path.join(at, 'package.json')));
    const locked = LOCKFILES.find(([file]) => disk.isFile(path.join(at, file)))?.[1];
    if (declared ?? locked) return declared ?? locked;
    // A repository does not share its lock file with what lies above it.
    if (disk.kind(path.join(at, '.git')) || at === path.dirname(at)) return undefined;
  }
}

function declaredManager(manifest = ''): PackageManager | undefined {
  const name = /"packageManager"\s*:\s*"(\w+)@/.exec(manifest)?.[1];
  return KNOWN.find((known) => known === name);
}
