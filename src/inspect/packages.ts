import { dirname, join } from 'node:path';
import gte from 'semver/functions/gte.js';
import satisfies from 'semver/functions/satisfies.js';
import valid from 'semver/functions/valid.js';
import intersects from 'semver/ranges/intersects.js';
import minVersion from 'semver/ranges/min-version.js';
import validRange from 'semver/ranges/valid.js';
import type { Disk } from './disk.ts';
import { asObject, asString, isObject, type JsonObject, stringRecord } from './json.ts';
import { type Lockfile, lockedVersion } from './lockfile.ts';

export interface DependencyFact {
  range: string;
  /** From node_modules, else from the lock file. */
  version: string | undefined;
  section: 'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies';
}

/** One package.json and what is installed for it. */
export interface PackageFacts {
  /** Absolute folder. */
  dir: string;
  /** Relative to the root, with forward slashes. */
  file: string;
  text: string;
  name: string | undefined;
  main: string | undefined;
  type: 'module' | 'commonjs';
  scripts: Record<string, string>;
  dependencies: Record<string, DependencyFact>;
  engines: string | undefined;
  workspaces: string[];
  lockedBy: Lockfile['kind'] | undefined;
  json: JsonObject;
}

const SECTIONS = ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies'] as const;

/** package.json of a folder as it stands; empty where there is none that can be read. */
export function readManifest(disk: Disk, dir: string): JsonObject {
  return disk.readJson(join(dir, 'package.json')) ?? {};
}

/**
 * Undefined where there is no package.json.
 * @param required false: one that cannot be used counts as absent
 * @throws FileError for a required one that cannot be used
 */
export function readPackage(
  disk: Disk,
  dir: string,
  lockfile: Lockfile | undefined,
  required: boolean,
): PackageFacts | undefined {
  const path = join(dir, 'package.json');
  const json = required ? disk.readRequiredJson(path) : disk.readJson(path);
  const text = disk.read(path);
  if (!json || text === undefined) return undefined;
  const wrong = wrongField(json);
  if (wrong) {
    const error = disk.error(path, wrong.problem, lineInManifest({ text }, wrong.field).line ?? 1);
    if (required) throw error;
    disk.ignore(path, error);
    return undefined;
  }
  const dependencies: Record<string, DependencyFact> = {};
  for (const section of SECTIONS) {
    for (const [name, range] of Object.entries(stringRecord(json[section]))) {
      dependencies[name] = {
        range,
        section,
        version: [installedVersion(disk, dir, name), lockedVersion(lockfile, name, range)].find((version) =>
          fits(version, range),
        ),
      };
    }
  }
  return {
    dir,
    file: disk.name(path),
    text,
    name: asString(json.name),
    main: asString(json.main),
    type: json.type === 'module' ? 'module' : 'commonjs',
    scripts: stringRecord(json.scripts),
    dependencies,
    engines: asString(asObject(json.engines).node),
    workspaces: workspaceGlobs(disk, dir, json),
    lockedBy: lockfile?.kind,
    json,
  };
}

/** The first field that an edit or the search for packages depends on and that has the wrong type. */
function wrongField({ workspaces, ...json }: JsonObject): { field: string; problem: string } | undefined {
  const field = SECTIONS.find((section) => json[section] !== undefined && !isObject(json[section]));
  if (field) return { field, problem: `has a "${field}" field that is not an object` };
  const folders = isObject(workspaces) ? workspaces.packages : workspaces;
  const listed = Array.isArray(folders) && folders.every((folder) => typeof folder === 'string');
  return listed || (folders ?? undefined) === undefined
    ? undefined
    : { field: 'workspaces', problem: 'has a "workspaces" field that is not a list of folders' };
}

// A lock file or node_modules that is older than package.json says nothing about the range that stands there now.
function fits(version: string | undefined, range: string): boolean {
  return (
    version !== undefined &&
    valid(version) !== null &&
    (validRange(range) === null || satisfies(version, range, { includePrerelease: true }))
  );
}

/** Where a package.json names something, for a note. */
export function lineInManifest({ text }: Pick<PackageFacts, 'text'>, name: string): { line?: number } {
  const at = text.indexOf(`${JSON.stringify(name)}:`);
  return at === -1 ? {} : { line: text.slice(0, at).split('\n').length };
}

/** The manifest of an installed package, looked up as Node does. */
export function installedManifest(disk: Disk, dir: string, name: string): JsonObject | undefined {
  for (let at = dir; ; at = dirname(at)) {
    const json = disk.readJson(join(at, 'node_modules', name, 'package.json'));
    if (json) return json;
    if (at === dirname(at)) return undefined;
  }
}

function installedVersion(disk: Disk, dir: string, name: string): string | undefined {
  return asString(installedManifest(disk, dir, name)?.version);
}

/** What a package.json, or pnpm's file beside it, names as workspaces. */
export function workspaceGlobs(disk: Disk, dir: string, json: JsonObject): string[] {
  const own = Array.isArray(json.workspaces) ? json.workspaces : asObject(json.workspaces).packages;
  if (Array.isArray(own)) return own.filter((glob) => typeof glob === 'string');
  const pnpm = disk.read(join(dir, 'pnpm-workspace.yaml'));
  if (pnpm === undefined) return [];
  const list = /^packages:\s*\n((?:[ \t]*-[^\n]*\n?|[ \t]*#[^\n]*\n?|[ \t]*\n)*)/m.exec(pnpm)?.[1] ?? '';
  return [...list.matchAll(/^[ \t]*-[ \t]*['"]?([^'"\n#]+?)['"]?[ \t]*$/gm)]
    .map(([, glob]) => glob ?? '')
    .filter((glob) => !glob.startsWith('!'));
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
export function usesMongo({ dependencies }: PackageFacts): boolean {
  return Object.keys(dependencies).some((name) => /mongo|^monk$/.test(name));
}
