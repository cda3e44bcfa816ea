import { dirname, join } from 'node:path';
import satisfies from 'semver/functions/satisfies.js';
import valid from 'semver/functions/valid.js';
import validRange from 'semver/ranges/valid.js';
import type { DependencyFact } from './dependencies.ts';
import type { Disk } from './disk.ts';
import { asObject, asString, type JsonObject, parseJson, stringRecord } from './json.ts';
import { type Lockfile, lockedVersion } from './lockfile.ts';

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
  lockedBy: Lockfile['kind'] | undefined;
  json: JsonObject;
}

const SECTIONS = ['peerDependencies', 'optionalDependencies', 'devDependencies', 'dependencies'] as const;

/** The package.json of a folder; empty when there is none or it is invalid. */
export function readManifest(disk: Disk, dir: string): JsonObject {
  return asObject(parseJson(disk.read(join(dir, 'package.json')) ?? ''));
}

export function readPackage(disk: Disk, dir: string, lockfile?: Lockfile): PackageFacts | undefined {
  const path = join(dir, 'package.json');
  const text = disk.read(path);
  if (text === undefined) return undefined;
  const json = asObject(parseJson(text));
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
    lockedBy: lockfile?.kind,
    json,
  };
}

// A lock file or node_modules that is older than package.json may hold a version outside the range.
function fits(version: string | undefined, range: string): boolean {
  return (
    version !== undefined &&
    valid(version) !== null &&
    (validRange(range) === null || satisfies(version, range, { includePrerelease: true }))
  );
}

/** The line of a key in package.json, for a note. */
export function lineInManifest({ text }: PackageFacts, name: string): { line?: number } {
  const at = text.indexOf(`${JSON.stringify(name)}:`);
  return at === -1 ? {} : { line: text.slice(0, at).split('\n').length };
}

/** The manifest of an installed package, looked up as Node does. */
export function installedManifest(disk: Disk, dir: string, name: string): JsonObject | undefined {
  for (let at = dir; ; at = dirname(at)) {
    const text = disk.read(join(at, 'node_modules', name, 'package.json'));
    if (text !== undefined) return asObject(parseJson(text));
    if (at === dirname(at)) return undefined;
  }
}

function installedVersion(disk: Disk, dir: string, name: string): string | undefined {
  return asString(installedManifest(disk, dir, name)?.version);
}
