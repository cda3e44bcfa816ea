import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { asObject, asString } from './json.ts';
import { findLockfile } from './lockfile.ts';
import type { PackageFacts } from './manifest.ts';

/** The versions of mongodb that connect-mongo and mongoose load, when they differ. */
export interface DriverCopies {
  own: string;
  ofMongoose: string;
}

const OWN = 'node_modules/mongodb';
const OF_MONGOOSE = 'node_modules/mongoose/node_modules/mongodb';

/** Two copies of mongodb in node_modules or in npm's lockfile. */
export function driverCopies(disk: Disk, pkg: PackageFacts): DriverCopies | undefined {
  const lockfile = findLockfile(disk, pkg.dir, disk.root);
  const packages = lockfile?.within === '' ? asObject(lockfile.json.packages) : {};
  const versionOf = (path: string): string | undefined =>
    asString(disk.readJson(join(pkg.dir, path, 'package.json'))?.version) ?? asString(asObject(packages[path]).version);
  const [own, ofMongoose] = [versionOf(OWN), versionOf(OF_MONGOOSE)];
  return own !== undefined && ofMongoose !== undefined && own !== ofMongoose ? { own, ofMongoose } : undefined;
}
