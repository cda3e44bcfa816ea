import { dirname, join, resolve } from 'node:path';
import { type Disk, foldersUp, repositoryOf } from './disk.ts';
import { asObject, asString } from './json.ts';

/** How the compiler resolves bare module specifiers to files. */
export interface Aliases {
  /** Absolute folder that bare specifiers are resolved in. */
  baseUrl: string | undefined;
  /** Pattern with at most one `*`, and absolute targets. */
  patterns: { pattern: string; targets: string[] }[];
}

export interface CompilerFacts {
  file: string;
  text: string;
  /** `types` limits which packages of @types are read. */
  limitsTypes: boolean;
  /** Folders of type declarations of the project itself. */
  ownTypes: string[];
  /** The compiler requires `process.env['NAME']`. */
  bracketsOnly: boolean;
  esModuleInterop: boolean;
  /** CommonJS modules must use `import x = require()`, see verbatimModuleSyntax. */
  importEquals: boolean;
  skipLibCheck: boolean;
  /** Modules are resolved as Node does: the relative imports of an ES module need an extension. */
  followsNode: boolean;
  /** Absolute folders of the sources and of the compiled output. */
  rootDir: string | undefined;
  outDir: string | undefined;
  aliases: Aliases;
  /** The file itself has `paths`, which hide those of what it extends. */
  hasPaths: boolean;
}

/**
 * The tsconfig.json or jsconfig.json of a package, or of the nearest folder above it in the repository, as TypeScript
 * finds it, with what it extends: files and packages.
 * @throws FileError for one that cannot be understood: which file an import means depends on it
 */
export function readCompiler(disk: Disk, packageDir: string): CompilerFacts | undefined {
  const file = [...foldersUp(packageDir, repositoryOf(disk))]
    .flatMap((dir) => ['tsconfig.json', 'tsconfig.build.json', 'jsconfig.json'].map((name) => join(dir, name)))
    .find((path) => disk.isFile(path));
  if (!file) return undefined;
  const options = compilerOptions(disk, file);
  const pathOf = (value: string, dir: string): string => resolve(dir, value.replace(/^\$\{configDir\}/, packageDir));
  const at = (key: string): string | undefined => {
    const entry = options.get(key);
    const value = asString(entry?.value);
    return entry && value !== undefined ? pathOf(value, entry.dir) : undefined;
  };
  const paths = options.get('paths');
  const baseUrl = at('baseUrl');
  const patterns = Object.entries(asObject(paths?.value)).map(([pattern, targets]) => ({
    pattern,
    targets: (Array.isArray(targets) ? targets : [])
      .filter((target) => typeof target === 'string')
      .map((target) => pathOf(target, baseUrl ?? paths?.dir ?? packageDir)),
  }));
  const roots = options.get('typeRoots');
  const typeRoots = Array.isArray(roots?.value)
    ? roots.value.flatMap((root) => (typeof root === 'string' ? [pathOf(root, roots.dir)] : []))
    : undefined;
  const module = asString(options.get('module')?.value)?.toLowerCase() ?? '';
  const interop = options.get('esModuleInterop')?.value;
  // In CommonJS this option allows the types of a default import, which is undefined at run time.
  const synthetic = options.get('allowSyntheticDefaultImports')?.value === true && !/^(commonjs)?$/.test(module);
  return {
    file,
    text: disk.read(file) ?? '',
    limitsTypes: options.has('types') || (typeRoots !== undefined && !typeRoots.some(isInstalled)),
    ownTypes: (typeRoots ?? []).filter((root) => !isInstalled(root)).flatMap((root) => foldersIn(disk, root)),
    bracketsOnly: options.get('noPropertyAccessFromIndexSignature')?.value === true,
    esModuleInterop: typeof interop === 'boolean' ? interop : synthetic || /^(node\d+|nodenext|preserve)$/.test(module),
    importEquals: options.get('verbatimModuleSyntax')?.value === true && /^(commonjs|node\d+|nodenext)$/.test(module),
    followsNode: /^node(\d+|next)$/.test(module),
    skipLibCheck: options.get('skipLibCheck')?.value === true,
    rootDir: at('rootDir'),
    outDir: at('outDir'),
    aliases: { baseUrl, patterns },
    hasPaths: patterns.length > 0 && paths?.dir === dirname(file),
  };
}

function foldersIn(disk: Disk, root: string): string[] {
  return disk.list(root).filter((name) => disk.kind(join(root, name)) === 'directory');
}

function isInstalled(root: string): boolean {
  return /node_modules[/\\]@types$/.test(root);
}

type Options = Map<string, { value: unknown; dir: string }>;

/** Nearly all published bases set this; one may be missing before an install. */
const MISSING_BASE: Options = new Map([['esModuleInterop', { value: true, dir: '' }]]);

/** The compiler options of a file and of what it extends, each with the folder that its paths are relative to. */
function compilerOptions(disk: Disk, file: string, depth = 0): Options {
  // TypeScript takes an empty file for one without options.
  const json = (disk.readRequired(file)?.trim() && disk.readRequiredJson(file)) || {};
  const bases = [json.extends].flat().filter((base) => typeof base === 'string');
  const inherited = depth < 5 ? bases.map((base) => baseFile(disk, dirname(file), base)) : [];
  return new Map([
    ...inherited.flatMap((base) => [...(base === undefined ? MISSING_BASE : compilerOptions(disk, base, depth + 1))]),
    ...Object.entries(asObject(json.compilerOptions)).map(
      ([key, value]) => [key, { value, dir: dirname(file) }] as const,
    ),
  ]);
}

/** The file that `extends` names; undefined when it is not there, as before an install. */
function baseFile(disk: Disk, dir: string, name: string): string | undefined {
  const endings = ['', '.json', '/tsconfig.json'];
  const find = (path: string): string | undefined =>
    endings.map((ending) => path + ending).find((candidate) => disk.isFile(candidate));
  if (/^\.{0,2}\//.test(name)) return find(resolve(dir, name));
  for (let at = dir; ; at = dirname(at)) {
    const found = find(join(at, 'node_modules', name));
    if (found || at === dirname(at)) return found;
  }
}
