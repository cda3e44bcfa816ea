import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import type * as t from '@babel/types';
import { type Disk, foldersUp } from '../project/disk.ts';
import { formatterFact } from '../project/formatter.ts';
import { asObject } from '../project/json.ts';
import { readManifest } from '../project/manifest.ts';
import { resolveFile } from '../project/resolve-file.ts';
import type { Aliases, CompilerFacts } from '../project/tsconfig.ts';
import type { Neighbours } from '../project/workspaces.ts';
import { type Export, exportsOf } from '../syntax/exports.ts';
import { moduleRequests } from '../syntax/imports.ts';
import { readSource, type SourceFile, type UnreadFile } from '../syntax/source-file.ts';
import { moduleAliases, resolveImport, resolveNeighbour, subpathImports } from './resolution.ts';

/** One import of a file of the project. */
export interface LocalLink {
  from: SourceFile;
  /** The import statement, or the `require` call. */
  node: t.Node;
  to: SourceFile;
}

/** The largest number of files that are parsed. No hand-written app loads more of its own modules. */
const MAX_FILES = 3000;

/** Parsed files by absolute path, shared by all graphs of a run so that no file is parsed twice. */
export type ParsedFiles = Map<string, SourceFile | UnreadFile>;

/** The module graph of one or more entry files: all files that they load, in the order of their first import. */
export class Graph {
  readonly files: SourceFile[] = [];
  readonly unread: UnreadFile[] = [];
  /** By absolute path: the first import that reaches a file. */
  readonly firstLink = new Map<string, Omit<LocalLink, 'to'>>();
  readonly links: LocalLink[] = [];
  private readonly byPath = new Map<string, SourceFile | UnreadFile>();
  private readonly exportLists = new Map<SourceFile, Export[]>();
  private readonly parsed: ParsedFiles;
  private readonly neighbours: Neighbours;
  /** Names of the declared dependencies. */
  private readonly declared: Set<string>;
  readonly disk: Disk;
  readonly packageDir: string;
  readonly compiler: CompilerFacts | undefined;
  private readonly aliases: Aliases;

  /**
   * Follows the imports of the entries. Files that are not reached are never opened.
   * @param neighbours packages that are followed as well
   */
  constructor(
    disk: Disk,
    packageDir: string,
    compiler: CompilerFacts | undefined,
    entries: string[],
    parsed: ParsedFiles,
    neighbours: Neighbours = new Map(),
  ) {
    this.neighbours = neighbours;
    this.parsed = parsed;
    this.disk = disk;
    this.packageDir = packageDir;
    this.compiler = compiler;
    const manifest = readManifest(disk, packageDir);
    const { baseUrl, patterns = [] } = compiler?.aliases ?? {};
    const own = [
      ...subpathImports(packageDir, manifest.imports),
      ...moduleAliases(packageDir, manifest._moduleAliases),
    ];
    this.aliases = { baseUrl, patterns: [...patterns, ...own] };
    this.declared = new Set(
      ['dependencies', 'devDependencies'].flatMap((section) => Object.keys(asObject(manifest[section]))),
    );
    for (const entry of entries) this.visit(entry);
  }

  private visit(path: string): void {
    if (this.byPath.has(path) || this.files.length >= MAX_FILES) return;
    const content = this.disk.read(path);
    if (content === undefined || !isSource(path)) return;
    const source =
      this.parsed.get(path) ??
      readSource(this.disk.name(path), content, packageTypeOf(this.disk, path), () =>
        formatterFact(this.disk, dirname(path)),
      );
    this.parsed.set(path, source);
    this.byPath.set(path, source);
    if ('unparsed' in source) {
      this.unread.push(source);
      return;
    }
    this.files.push(source);
    for (const request of moduleRequests(source)) {
      if (request.typeOnly) continue;
      const to = this.resolve(source, request.specifier, request.base);
      if (!to) continue;
      if (!this.firstLink.has(to)) this.firstLink.set(to, { from: source, node: request.node });
      this.visit(to);
      const loaded = this.source(to);
      if (loaded) this.links.push({ from: source, node: request.node, to: loaded });
    }
  }

  /** Absolute path of the project file that a specifier means in `file`; undefined for a package. */
  resolve(file: SourceFile, specifier: string, base: 'file' | 'package' = 'file'): string | undefined {
    if (base === 'package') return resolveFile(this.disk, join(this.packageDir, specifier));
    const path =
      resolveImport(this.disk, this.disk.absolute(file.path), specifier, this.aliases) ??
      resolveNeighbour(this.disk, this.neighbours, specifier) ??
      this.fromNodePath(specifier);
    return path?.includes('/node_modules/') ? undefined : path;
  }

  /** `require('libs/store')` of apps that are started with NODE_PATH=. in the environment. */
  private fromNodePath(specifier: string): string | undefined {
    if (/^[./@#]/.test(specifier) || isBuiltin(specifier)) return undefined;
    if (!specifier.includes('/') && this.declared.has(specifier)) return undefined;
    return resolveFile(this.disk, join(this.packageDir, specifier));
  }

  source(path: string): SourceFile | undefined {
    const found = this.byPath.get(path);
    return found && 'program' in found ? found : undefined;
  }

  exports(file: SourceFile): Export[] {
    let list = this.exportLists.get(file);
    if (!list) {
      list = exportsOf(file);
      this.exportLists.set(file, list);
    }
    return list;
  }
}

/** Whether a path is that of a script: by its extension, or without one, as `bin/www`. */
function isSource(path: string): boolean {
  return /\.([cm]?[jt]sx?|coffee)$|[/\\][^./\\]+$/.test(path);
}

/** The `type` of the nearest package.json above a file, as Node determines the module format. */
function packageTypeOf(disk: Disk, path: string): 'module' | 'commonjs' {
  for (const dir of foldersUp(dirname(path), disk.root)) {
    const json = disk.readJson(join(dir, 'package.json'));
    if (json) return json.type === 'module' ? 'module' : 'commonjs';
  }
  return 'commonjs';
}

/** Whether loading `from` also loads `to`. */
export function loadsFile(links: LocalLink[], from: SourceFile, to: SourceFile): boolean {
  const seen = new Set<SourceFile>();
  const visit = (file: SourceFile): boolean => {
    if (seen.has(file)) return false;
    seen.add(file);
    return links.some((link) => link.from === file && (link.to === to || visit(link.to)));
  };
  return visit(from);
}
