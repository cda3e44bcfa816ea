import gte from 'semver/functions/gte.js';
import intersects from 'semver/ranges/intersects.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';

export interface DependencyFact {
  range: string;
  /** From node_modules, else from the lock file. */
  version: string | undefined;
  section: 'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies';
}

/** mongoose 5.10 was the first whose connection hands out its client (`getClient`); TypeScript learned of it in 7. */
export function mongooseSharesClient(mongoose: DependencyFact | undefined, typescript: boolean): boolean {
  const major = majorOf(mongoose) ?? 9;
  if (typescript ? major < 7 : major < 5) return false;
  return mayBe(mongoose, '5.10.0');
}

/** The types of connect-mongo 6 and of today's drivers need TypeScript 4.7; checked with 2.9 to 5.0. */
export function readsTodaysTypes(typescript: DependencyFact | undefined): boolean {
  return mayBe(typescript, '4.7.0');
}

/** The types that mongodb brings are written with `[name: type]`. */
export function readsLabelledTuples(typescript: DependencyFact | undefined): boolean {
  return mayBe(typescript, '4.0.0');
}

/** What is installed, or what the range would install today, is this version or later. */
function mayBe(dependency: DependencyFact | undefined, version: string): boolean {
  if (!dependency) return true;
  if (dependency.version !== undefined) return gte(dependency.version, version);
  return validRange(dependency.range) === null || intersects(dependency.range, `>=${version}`);
}

/** Major version in use: what is installed, else the lowest that the range allows. Undefined for `*`, tags and URLs. */
export function majorOf(dependency: DependencyFact | undefined): number | undefined {
  if (!dependency) return undefined;
  const version = dependency.version ?? lowest(dependency.range);
  return version === undefined ? undefined : Number.parseInt(version, 10);
}

function lowest(range: string): string | undefined {
  if (/^(\*|latest|x|)$/.test(range.trim())) return undefined;
  try {
    return minVersion(range)?.version;
  } catch {
    return undefined;
  }
}

/** Whether it depends on what speaks to MongoDB. */
export function usesMongo({ dependencies }: { dependencies: Record<string, DependencyFact> }): boolean {
  return Object.keys(dependencies).some((name) => /mongo|^monk$/.test(name));
}
