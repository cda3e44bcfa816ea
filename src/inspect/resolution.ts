import { dirname, join, resolve } from 'node:path';
import type { Disk } from './disk.ts';
import { asObject, asString } from './json.ts';
import { readManifest } from './packages.ts';

const EXTENSIONS = ['.js', '.ts', '.mjs', '.cjs', '.tsx', '.mts', '.cts', '.jsx', '.coffee', '.json'];
const TS_FIRST = ['.ts', '.tsx', '.mts', '.cts', ...EXTENSIONS];
const COMPILED: Record<string, string[]> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

/** What the project's tools say about how names become files. */
export interface Aliases {
  /** Absolute folder that bare names are tried in. */
  baseUrl: string | undefined;
  /** Pattern with at most one `*`, and absolute targets. */
  patterns: { pattern: string; targets: string[] }[];
}

export interface CompilerFacts {
  file: string;
  text: string;
  /** `types` says which packages of @types are read; otherwise the compiler reads all that it finds. */
  limitsTypes: boolean;
  /** Types of its own, which the compiler reads as it reads those of @types. */
  ownTypes: string[];
  /** `process.env['NAME']`, as the compiler wants it. */
  bracketsOnly: boolean;
  esModuleInterop: boolean;
  /** Absolute folders of the sources and of the compiled output. */
  rootDir: string | undefined;
  outDir: string | undefined;
  aliases: Aliases;
}

/**
 * The nearest tsconfig.json or jsconfig.json of a package, with what it extends (relative files only).
 * @throws FileError for one that cannot be understood: which file an import means depends on it
 */
export function readCompiler(disk: Disk, packageDir: string): CompilerFacts | undefined {
  const file = ['tsconfig.json', 'tsconfig.build.json', 'jsconfig.json']
    .map((name) => join(packageDir, name))
    .find((path) => disk.isFile(path));
  if (!file) return undefined;
  const options = compilerOptions(disk, file, 0);
  const at = (key: string): string | undefined => {
    const entry = options.get(key);
    const value = asString(entry?.value);
    return entry && value !== undefined ? resolve(entry.dir, value) : undefined;
  };
  const paths = options.get('paths');
  const baseUrl = at('baseUrl');
  const patterns = Object.entries(asObject(paths?.value)).map(([pattern, targets]) => ({
    pattern,
    targets: (Array.isArray(targets) ? targets : [])
      .filter((target) => typeof target === 'string')
      .map((target) => resolve(baseUrl ?? paths?.dir ?? packageDir, target)),
  }));
  const roots = options.get('typeRoots');
  const typeRoots = Array.isArray(roots?.value)
    ? roots.value.flatMap((root) => (typeof root === 'string' ? [resolve(roots.dir, root)] : []))
    : undefined;
  const module = asString(options.get('module')?.value)?.toLowerCase() ?? '';
  const interop = options.get('esModuleInterop')?.value;
  // For the compiler's own CommonJS this allows the types of a default import, which is undefined all the same.
  const synthetic = options.get('allowSyntheticDefaultImports')?.value === true && !/^(commonjs)?$/.test(module);
  return {
    file,
    text: disk.read(file) ?? '',
    limitsTypes: options.has('types') || (typeRoots !== undefined && !typeRoots.some(isInstalled)),
    ownTypes: (typeRoots ?? []).filter((root) => !isInstalled(root)).flatMap((root) => foldersIn(disk, root)),
    bracketsOnly: options.get('noPropertyAccessFromIndexSignature')?.value === true,
    esModuleInterop: typeof interop === 'boolean' ? interop : synthetic || /^(node1\d|nodenext|preserve)$/.test(module),
    rootDir: at('rootDir'),
    outDir: at('outDir'),
    aliases: { baseUrl, patterns },
  };
}

function isInstalled(root: string): boolean {
  return /node_modules[/\\]@types$/.test(root);
}

function foldersIn(disk: Disk, root: string): string[] {
  return disk.list(root).filter((name) => disk.kind(join(root, name)) === 'directory');
}

function compilerOptions(disk: Disk, file: string, depth: number): Map<string, { value: unknown; dir: string }> {
  // TypeScript takes an empty file for one without options.
  const json = (disk.readRequired(file)?.trim() && disk.readRequiredJson(file)) || {};
  const parent = asString(json.extends);
  const result =
    parent?.startsWith('.') && depth < 5
      ? compilerOptions(
          disk,
          [join(dirname(file), parent), `${join(dirname(file), parent)}.json`].find((path) => disk.isFile(path)) ?? '',
          depth + 1,
        )
      : new Map<string, { value: unknown; dir: string }>();
  for (const [key, value] of Object.entries(asObject(json.compilerOptions)))
    result.set(key, { value, dir: dirname(file) });
  return result;
}

/** The file that a path without or with a wrong extension means, or undefined. */
export function resolveFile(disk: Disk, path: string, fromTypeScript = false): string | undefined {
  if (disk.isFile(path)) return path;
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  for (const source of (extension && COMPILED[extension]) || []) {
    const candidate = path.slice(0, -(extension ?? '').length) + source;
    if (disk.isFile(candidate)) return candidate;
  }
  const order = fromTypeScript ? TS_FIRST : EXTENSIONS;
  for (const candidate of order) if (disk.isFile(path + candidate)) return path + candidate;
  if (disk.kind(path) !== 'directory') return undefined;
  const main = asString(readManifest(disk, path).main);
  if (main && resolve(path, main) !== path) {
    const found = resolveFile(disk, resolve(path, main), fromTypeScript);
    if (found) return found;
  }
  for (const candidate of order)
    if (disk.isFile(join(path, `index${candidate}`))) return join(path, `index${candidate}`);
  return undefined;
}

/** The project's own file behind an import, or undefined for a package. */
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
