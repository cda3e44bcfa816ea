import gte from 'semver/functions/gte.js';
import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import maxSatisfying from 'semver/ranges/max-satisfying.js';
import minVersion from 'semver/ranges/min-version.js';
import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';

export interface DependencyFact {
  /** As in package.json, or what `catalog:` stands for. */
  range: string;
  /** The file with the catalog that the range is from. */
  catalog?: string;
  /** From node_modules, else from the lock file. */
  version: string | undefined;
  section: 'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies';
}

/** `Connection` holds its client since mongoose 5.2. The type of that client fits the store since 7. */
export function mongooseSharesClient(mongoose: DependencyFact | undefined, typescript: boolean): boolean {
  const major = majorOf(mongoose) ?? 9;
  if (typescript ? major < 7 : major < 5) return false;
  return mayBe(mongoose, '5.2.0');
}

/** Whether `Connection.getClient()` exists: since mongoose 5.10. */
export function hasGetClient(mongoose: DependencyFact | undefined): boolean {
  return mayBe(mongoose, '5.10.0');
}

/** The first TypeScript that can read the types of a connect-mongo and its drivers (tested with 2.9 to 5.0). */
export function typescriptFor(storeMajor: number): string {
  return storeMajor < 5 ? '4.1' : storeMajor < 6 ? '4.4' : '4.7';
}

export function readsTypes(typescript: DependencyFact | undefined, storeMajor: number): boolean {
  return mayBe(typescript, `${typescriptFor(storeMajor)}.0`);
}

/** Whether TypeScript parses `[name: type]`, as in the types of mongodb: since 4.0. */
export function readsLabelledTuples(typescript: DependencyFact | undefined): boolean {
  return mayBe(typescript, '4.0.0');
}

/** Whether the installed version, or one that the range allows, is this version or later. */
export function mayBe(dependency: DependencyFact | undefined, version: string): boolean {
  if (!dependency) return true;
  if (dependency.version !== undefined) return gte(dependency.version, version);
  return validRange(dependency.range) === null || intersects(dependency.range, `>=${version}`);
}

/** Whether the installed version is in a range, or all versions are that package.json allows. */
export function isWithin(dependency: DependencyFact | undefined, range: string): boolean {
  if (!dependency) return false;
  if (dependency.version !== undefined) return satisfies(dependency.version, range, { includePrerelease: true });
  return validRange(dependency.range) !== null && subset(dependency.range, range);
}

/** The newest versions of connect-mongo with the same exports. */
const CONNECT_MONGO = ['0.8.2', '1.3.2', '2.0.3', '3.2.0', '4.6.0', '5.1.0', '6.0.0'];

/** The version of connect-mongo that is installed, or that an installation would choose now. */
export function connectMongoVersion(dependency: DependencyFact | undefined): string | undefined {
  if (!dependency) return undefined;
  return dependency.version ?? maxSatisfying(CONNECT_MONGO, dependency.range) ?? undefined;
}

/** The major version: of what is installed, else the lowest that the range allows. Undefined for `*`, tags and URLs. */
export function majorOf(dependency: DependencyFact | undefined): number | undefined {
  if (!dependency) return undefined;
  const version = dependency.version ?? lowest(dependency.range);
  return version === undefined ? undefined : Number.parseInt(version, 10);
}

function lowest(range: string): string | undefined {
  if (/^(\*|latest|x|)$/.test(range.trim())) return undefined;
  try {
    const version = minVersion(range)?.version;
    // `<8` has no lower limit.
    return version?.startsWith('0.0.0') && !range.includes('0.0.0') ? undefined : version;
  } catch {
    return undefined;
  }
}

/** Whether it depends on a client for MongoDB. */
export function usesMongo({ dependencies }: { dependencies: Record<string, DependencyFact> }): boolean {
  return Object.keys(dependencies).some((name) => /mongo|^monk$/.test(name));
}
