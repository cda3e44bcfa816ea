import { join } from 'node:path';
import { type Disk, foldersUp } from './disk.ts';
import { asObject, asString, type JsonObject } from './json.ts';
import { literally } from './literally.ts';

export interface Lockfile {
  kind: 'npm' | 'yarn' | 'pnpm';
  /** Absolute path. */
  path: string;
  text: string;
  /** What npm's holds; the others are not JSON. */
  json: JsonObject;
  /** Path of the package relative to the lock file, with forward slashes; empty at its root. */
  within: string;
}

/** In the order in which package-manager-detector takes them for the one in use. */
const NAMES: [string, Lockfile['kind']][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** The nearest lock file at or above a package, but not above `root`. */
export function findLockfile(disk: Disk, packageDir: string, root: string): Lockfile | undefined {
  for (const dir of foldersUp(packageDir, root)) {
    for (const [name, kind] of NAMES) {
      const path = join(dir, name);
      const text = disk.read(path);
      const json = kind === 'npm' ? disk.readJson(path) : {};
      if (text !== undefined && json)
        return { kind, path, text, json, within: packageDir.slice(dir.length + 1).replaceAll('\\', '/') };
    }
  }
  return undefined;
}

/** The version that the lock file has for a direct dependency of the package. */
export function lockedVersion(lockfile: Lockfile | undefined, name: string, range: string): string | undefined {
  if (!lockfile) return undefined;
  if (lockfile.kind === 'npm') return npmVersion(lockfile, name);
  return lockfile.kind === 'yarn' ? yarnVersion(lockfile.text, name, range) : pnpmVersion(lockfile, name);
}

function npmVersion({ json, within }: Lockfile, name: string): string | undefined {
  const packages = asObject(json.packages);
  const nested = within === '' ? undefined : packages[`${within}/node_modules/${name}`];
  const entry = nested ?? packages[`node_modules/${name}`] ?? asObject(json.dependencies)[name];
  return asString(asObject(entry).version);
}

/** Both formats of yarn.lock: `name@range:` and `"name@npm:range":` open a block with a version line. */
function yarnVersion(text: string, name: string, range: string): string | undefined {
  const wanted = [`${name}@${range}`, `${name}@npm:${range}`];
  for (const block of text.split(/\r?\n(?=\S)/)) {
    const head = block.slice(0, block.indexOf('\n')).replace(/[":]\s*$/, '');
    if (!head.includes(`${name}@`)) continue;
    const keys = head.split(',').map((key) => key.trim().replace(/^"|"$/g, '').replace(/"?:?$/, ''));
    if (keys.some((key) => wanted.includes(key))) return /^\s+version:?\s+"?([^"\s]+)"?/m.exec(block)?.[1];
  }
  return undefined;
}

/** The importer's entry: `name:` then `version: 1.2.3(peer@...)`, or `name: 1.2.3` in old files. */
function pnpmVersion(lockfile: Lockfile, name: string): string | undefined {
  const importer = lockfile.within === '' ? '.' : lockfile.within;
  const start = lockfile.text.search(new RegExp(`^ {2}['"]?${literally(importer)}['"]?:\\s*$`, 'm'));
  const section = start === -1 ? lockfile.text : lockfile.text.slice(start);
  const quoted = `['"]?${literally(name)}['"]?`;
  const modern = new RegExp(
    `^\\s+${quoted}:\\s*\\n(?:\\s+specifier:[^\\n]*\\n)?\\s+version: ['"]?(\\d[^('"\\s_]*)`,
    'm',
  ).exec(section)?.[1];
  return modern ?? new RegExp(`^\\s+${quoted}: ['"]?(\\d[^('"\\s_]*)`, 'm').exec(section)?.[1];
}
