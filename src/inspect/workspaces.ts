import { dirname, join, relative, resolve } from 'node:path';
import type { Disk } from './disk.ts';
import { asObject, asString } from './json.ts';
import { type PackageFacts, readManifest, workspaceGlobs } from './packages.ts';
import { resolveFile } from './resolution.ts';
import { filesBelow } from './walk.ts';

/** Packages of the same repository, by name: their folders. */
export type Neighbours = Map<string, string>;

const NO_PACKAGES = /^(\..*|node_modules|dist|build|coverage)$/;
const COMPILED = /^(?:\.\/)?(?:dist|build|lib|out|output)\//;

/** The packages that a package loads from where they are written: those of its workspace, and those declared by path. */
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

/** The folders that the nearest root of a workspace names, of the same repository. */
function workspaceFolders(disk: Disk, from: string): string[] {
  for (let dir = from; ; dir = dirname(dir)) {
    const globs = workspaceGlobs(disk, dir, readManifest(disk, dir));
    if (globs.length > 0) return globs.flatMap((glob) => foldersOf(disk, dir, glob));
    if (disk.kind(join(dir, '.git')) !== undefined || dir === dirname(dir)) return [];
  }
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

/** The source that a bare specifier means in a package of the same repository; undefined for any other. */
export function resolveNeighbour(disk: Disk, neighbours: Neighbours, specifier: string): string | undefined {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
  const dir = neighbours.get(name);
  if (dir === undefined) return undefined;
  const below = specifier.slice(name.length + 1);
  const { exports, main, module, source } = readManifest(disk, dir);
  const shown = targetsOf(exports, below === '' ? '.' : `./${below}`);
  const usual = below === '' ? [source, main, module, 'src/index', 'index'] : [below, `src/${below}`];
  return [...shown, ...usual.filter((path) => typeof path === 'string')]
    .flatMap((path) => (COMPILED.test(path) ? [path.replace(COMPILED, 'src/'), path] : path))
    .map((path) => resolveFile(disk, resolve(dir, path), true))
    .find((path) => path !== undefined);
}

/** The files that `exports` gives for a path, whatever the conditions. */
function targetsOf(exports: unknown, path: string): string[] {
  if (typeof exports === 'string') return path === '.' ? [exports] : [];
  const map = asObject(exports);
  const paths = Object.keys(map).some((key) => key.startsWith('.'));
  const target = paths ? map[path] : path === '.' ? map : undefined;
  const flat = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(asObject(value)).flatMap(flat);
  return flat(target).filter((file) => !/\.d\.[cm]?ts$/.test(file));
}
