import { dirname, join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import valid from 'semver/functions/valid.js';
import validRange from 'semver/ranges/valid.js';
import type { DependencyFact } from './dependencies.ts';
import type { Disk } from './disk.ts';
import { asObject, asString, isObject, type JsonObject, stringRecord } from './json.ts';
import { type Lockfile, lockedVersion } from './lockfile.ts';
import { fromCatalog, overridesOf } from './pins.ts';

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
  /** Versions that the repository forces on packages: overrides of npm and pnpm, resolutions of Yarn. */
  overrides: Record<string, string>;
  engines: string | undefined;
  lockedBy: Lockfile['kind'] | undefined;
  /** .npmrc sets save-exact. */
  savesExact: boolean;
  json: JsonObject;
}

const SECTIONS = ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies'] as const;

/** `save-exact=true`, or the bare name, as npm reads it. */
const SAVE_EXACT = /^[ \t]*save-exact[ \t]*(=[ \t]*["']?true["']?[ \t]*)?\r?$/m;

/** The package.json of a folder; empty when there is none or it is invalid. */
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
    for (const [name, written] of Object.entries(stringRecord(json[section]))) {
      const catalog = fromCatalog(disk, name, written);
      const range = catalog?.range ?? written;
      dependencies[name] = {
        range,
        ...(catalog ? { catalog: catalog.file } : {}),
        section,
        version: [installedVersion(disk, dir, name), lockedVersion(lockfile, name, written)].find((version) =>
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
    overrides: overridesOf(disk),
    engines: asString(asObject(json.engines).node),
    lockedBy: lockfile?.kind,
    savesExact: [dir, disk.root].some((folder) => SAVE_EXACT.test(disk.read(join(folder, '.npmrc')) ?? '')),
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
