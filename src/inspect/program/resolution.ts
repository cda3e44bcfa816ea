import { dirname, join, resolve } from 'node:path';
import type { Disk } from '../project/disk.ts';
import { asObject } from '../project/json.ts';
import { readManifest } from '../project/manifest.ts';
import { resolveFile } from '../project/resolve-file.ts';
import type { Aliases } from '../project/tsconfig.ts';
import type { Neighbours } from '../project/workspaces.ts';

/** Resolves an import to a file of the project; undefined for a package. */
export function resolveImport(
  disk: Disk,
  from: string,
  specifier: string,
  aliases: Aliases | undefined,
): string | undefined {
  const typescript = /\.[cm]?tsx?$/.test(from);
  if (/^\.{1,2}(\/|$)/.test(specifier)) return resolveFile(disk, resolve(dirname(from), specifier), typescript);
  if (specifier.startsWith('/')) return undefined;
  for (const { pattern, targets } of aliases?.patterns ?? []) {
    const star = pattern.indexOf('*');
    const [head, tail] = star === -1 ? [pattern, ''] : [pattern.slice(0, star), pattern.slice(star + 1)];
    const matches = star === -1 ? specifier === pattern : specifier.startsWith(head) && specifier.endsWith(tail);
    if (!matches) continue;
    const middle = specifier.slice(head.length, specifier.length - tail.length);
    for (const target of targets) {
      const found = resolveFile(disk, target.replace('*', middle), typescript);
      if (found) return found;
    }
  }
  const inBase =
    aliases?.baseUrl && !specifier.startsWith('@')
      ? resolveFile(disk, join(aliases.baseUrl, specifier), typescript)
      : undefined;
  return inBase;
}

/** A folder of compiled output at the start of a path. */
const COMPILED = /^(?:\.\/)?(?:dist|build|lib|out|output)\//;

/** Resolves a bare specifier to the source of another package of the repository. */
export function resolveNeighbour(disk: Disk, neighbours: Neighbours, specifier: string): string | undefined {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
  const dir = neighbours.get(name);
  if (dir === undefined) return undefined;
  const below = specifier.slice(name.length + 1);
  const { exports, main, module, source } = readManifest(disk, dir);
  const shown = targetsOf(exports, below === '' ? '.' : `./${below}`);
  const usual = below === '' ? [source, main, module, 'src/index', 'index'] : [below, `src/${below}`];
  return [...shown, ...usual.filter((path) => typeof path === 'string')]
    .flatMap(sourceFirst)
    .map((path) => resolveFile(disk, resolve(dir, path), true))
    .find((path) => path !== undefined);
}

function sourceFirst(path: string): string[] {
  return COMPILED.test(path) ? [path.replace(COMPILED, 'src/'), path] : [path];
}

/** The `imports` of package.json, such as `#config/*`: https://nodejs.org/api/packages.html#subpath-imports */
export function subpathImports(packageDir: string, imports: unknown): Aliases['patterns'] {
  return Object.entries(asObject(imports)).map(([pattern, target]) => ({
    pattern,
    targets: flatTargets(target)
      .filter((path) => path.startsWith('./'))
      .flatMap(sourceFirst)
      .map((path) => resolve(packageDir, path)),
  }));
}

/** The names that the package module-alias gives to files and folders. */
export function moduleAliases(packageDir: string, aliases: unknown): Aliases['patterns'] {
  return Object.entries(asObject(aliases)).flatMap(([name, target]) => {
    const path = resolve(packageDir, typeof target === 'string' ? target : '.');
    return [
      { pattern: name, targets: [path] },
      { pattern: `${name}/*`, targets: [`${path}/*`] },
    ];
  });
}

/** The files that `exports` has for a path, under any condition. */
function targetsOf(exports: unknown, path: string): string[] {
  if (typeof exports === 'string') return path === '.' ? [exports] : [];
  const map = asObject(exports);
  const paths = Object.keys(map).some((key) => key.startsWith('.'));
  return flatTargets(paths ? map[path] : path === '.' ? map : undefined);
}

function flatTargets(value: unknown): string[] {
  if (typeof value !== 'string') return Object.values(asObject(value)).flatMap(flatTargets);
  return /\.d\.[cm]?ts$/.test(value) ? [] : [value];
}
