import intersects from 'semver/ranges/intersects.js';
import validRange from 'semver/ranges/valid.js';
import { type DependencyFact, majorOf } from './dependencies.ts';
import type { Disk } from './disk.ts';
import { asObject, asString, stringRecord } from './json.ts';
import { findLockfile } from './lockfile.ts';
import { installedManifest, type PackageFacts } from './manifest.ts';
import { overrideOfMongoose } from './pins.ts';

/** The range of `mongodb` of each minor version of mongoose, for a project without node_modules and lock file. */
const DRIVERS: Record<number, string[]> = {
  4: ['2.2.34'],
  5: ['3.7.4'],
  6: '4.1.4 4.2.2 4.3.1 4.5.0 4.7.0 4.8.1 4.9.1 4.11.0 4.12.1 4.13.0 4.14.0 4.16.0 4.17.2'.split(' '),
  7: '5.1.0 5.3.0 5.5.0 5.6.0 5.7.0 5.8.1 5.9.2'.split(' '),
  8: [
    ...'6.2.0 6.3.0 6.3.0 6.5.0 6.6.2 6.7.0 6.8.0 6.9.0 ~6.10.0 ~6.12.0 ~6.13.0 ~6.13.0'.split(' '),
    ...'~6.14.0 ~6.15.0 ~6.16.0 ~6.16.0 ~6.17.0 ~6.18.0 ~6.18.0 ~6.20.0'.split(' '),
  ],
  9: '~7.0.0 ~7.0.0 ~7.0.0 ~7.1.0 ~7.1.0 ~7.1.0 ~7.2.0 ~7.2.0 ~7.5.0 ~7.5.0 ~7.6.0 ~7.7.0 ~7.8.0'.split(' '),
};

/** The range of `mongodb` that this project's mongoose depends on. */
export function mongooseDriver(disk: Disk, pkg: PackageFacts): string | undefined {
  const declared = pkg.dependencies.mongoose;
  if (!declared) return undefined;
  const installed = stringRecord(installedManifest(disk, pkg.dir, 'mongoose')?.dependencies).mongodb;
  return overrideOfMongoose(disk) ?? installed ?? lockedDriver(disk, pkg) ?? newestDriver(declared);
}

/** The range of `mongodb` of the newest mongoose that a range allows. */
function newestDriver(declared: DependencyFact): string | undefined {
  const major = majorOf(declared) ?? 9;
  const range = validRange(declared.range) ?? '*';
  return DRIVERS[major]?.findLast((_driver, minor, { length }) => {
    const next = minor + 1 < length ? `${major}.${minor + 1}` : `${major + 1}`;
    return intersects(range, `>=${major}.${minor} <${next}`);
  });
}

function lockedDriver(disk: Disk, pkg: PackageFacts): string | undefined {
  const lockfile = findLockfile(disk, pkg.dir, disk.root);
  if (!lockfile) return undefined;
  if (lockfile.kind === 'npm') {
    const { json } = lockfile;
    const packages = asObject(json.packages);
    const entry = asObject(packages['node_modules/mongoose'] ?? asObject(json.dependencies).mongoose);
    const own = packages['node_modules/mongoose/node_modules/mongodb'];
    const copy = own ?? (pkg.dependencies.mongodb ? undefined : packages['node_modules/mongodb']);
    return asString(asObject(entry.dependencies ?? entry.requires).mongodb) ?? asString(asObject(copy).version);
  }
  // A block of yarn.lock is not indented, one of pnpm-lock.yaml is by two spaces.
  const start = lockfile.kind === 'yarn' ? /\r?\n(?=\S)/ : /\r?\n(?=\S|\s{2}\S[^\n]*:\s*$)/m;
  const version = pkg.dependencies.mongoose?.version ?? '';
  return lockfile.text
    .split(start)
    .filter((block) => /^\s*["'/]*mongoose[@/]/.test(block) && block.includes(version))
    .map((block) => /\bmongodb["']?:?\s+["']?(?:npm:)?([~^]?\d[^"'\s(]*)/.exec(block)?.[1])
    .find((driver) => driver !== undefined);
}
