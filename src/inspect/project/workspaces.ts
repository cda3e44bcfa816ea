import { dirname, join, relative, resolve } from 'node:path';
import { type Disk, filesBelow } from './disk.ts';
import { asObject, asString, type JsonObject } from './json.ts';
import { type PackageFacts, readManifest } from './manifest.ts';

/** Folders of the other packages of the repository, by package name. */
export type Neighbours = Map<string, string>;

const NO_PACKAGES = /^(\..*|node_modules|dist|build|coverage)$/;

/** The packages that a package imports from source: those of its workspace, and those declared by path. */
export function neighboursOf(disk: Disk, pkg: PackageFacts): Neighbours {
  const found: Neighbours = new Map();
  const add = (dir: string): void => {
    const name = asString(readManifest(disk, dir).name);
    if (name !== undefined && dir !== pkg.dir) found.set(name, dir);
  };
  for (const { range } of Object.values(pkg.dependencies)) {
    const path = /^(?:file|link|portal):(.+)$/.exec(range)?.[1];
    if (path) add(resolve(pkg.dir, path));
  }
  for (const dir of workspaceFolders(disk, pkg.dir)) add(dir);
  return found;
}

/** The folders of the nearest workspace in the repository. */
function workspaceFolders(disk: Disk, from: string): string[] {
  for (let dir = from; ; dir = dirname(dir)) {
    const globs = workspaceGlobs(disk, dir, readManifest(disk, dir));
    if (globs.length > 0) return globs.flatMap((glob) => foldersOf(disk, dir, glob));
    if (disk.kind(join(dir, '.git')) !== undefined || dir === dirname(dir)) return [];
  }
}

/** The workspace globs of a package.json, or of the pnpm-workspace.yaml beside it. */
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

function foldersOf(disk: Disk, root: string, glob: string): string[] {
  const [fixed = '', ...rest] = glob.split(/(?=\*)/);
  const base = resolve(root, fixed.startsWith('*') ? '.' : fixed);
  if (!glob.includes('*')) return [base];
  // A search outside the workspace could go through the whole disk.
  if (relative(root, base).startsWith('..')) return [];
  if (glob.includes('**'))
    return [...filesBelow(disk, base, NO_PACKAGES)].flatMap(({ path, name }) =>
      name === 'package.json' ? dirname(path) : [],
    );
  const below = (fixed.startsWith('*') ? glob : rest.join('')).replace(/^\*\/?/, '');
  return disk
    .list(base)
    .filter((name) => !NO_PACKAGES.test(name))
    .flatMap((name) => (below === '' ? join(base, name) : foldersOf(disk, join(base, name), below)));
}
