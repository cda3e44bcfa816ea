import { majorOf } from './dependencies.ts';
import type { Disk } from './disk.ts';
import { asObject, asString, stringRecord } from './json.ts';
import { findLockfile } from './lockfile.ts';
import { installedManifest, type PackageFacts } from './manifest.ts';
import { overrideOfMongoose } from './pins.ts';

/** The range of `mongodb` of the newest mongoose by major version, for a project without node_modules and lock file. */
const NEWEST: Record<number, string> = { 4: '2.2.34', 5: '3.7.4', 6: '4.17.2', 7: '5.9.2', 8: '~6.20.0', 9: '~7.8.0' };

/** The range of `mongodb` that this project's mongoose depends on. */
export function mongooseDriver(disk: Disk, pkg: PackageFacts): string | undefined {
  const declared = pkg.dependencies.mongoose;
  if (!declared) return undefined;
  const installed = stringRecord(installedManifest(disk, pkg.dir, 'mongoose')?.dependencies).mongodb;
  return overrideOfMongoose(disk) ?? installed ?? lockedDriver(disk, pkg) ?? NEWEST[majorOf(declared) ?? 9];
}

function lockedDriver(disk: Disk, pkg: PackageFacts): string | undefined {
  const lockfile = findLockfile(disk, pkg.dir, disk.root);
  if (!lockfile) return undefined;
  if (lockfile.kind === 'npm') {
    const { json } = lockfile;
    const packages = asObject(json.packages);
    const entry = asObject(packages['node_modules/mongoose'] ?? asObject(json.dependencies).mongoose);
    const copy = ['node_modules/mongoose/', ...(pkg.dependencies.mongodb ? [] : [''])]
      .map((folder) => asString(asObject(packages[`${folder}node_modules/mongodb`]).version))
      .find((version) => version !== undefined);
    return asString(asObject(entry.dependencies ?? entry.requires).mongodb) ?? copy;
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
