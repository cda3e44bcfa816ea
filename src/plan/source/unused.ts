import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { rootPackage } from '../../inspect/program/value.ts';
import { contains, forEachChild, isCall, isFunction, isMember, startOf, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire, moduleRequests, requestedPath } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Change, RemovedCode, SourceEdit } from '../change.ts';
import { lineEnd } from './lines.ts';
import { commentRemoval, holderOf, removalOf, specifierRemovals } from './removals.ts';
import { statementChain } from './statement-chains.ts';

/** Packages whose objects do nothing but connect to a database. */
const CLIENTS = new Set([
  'redis',
  'ioredis',
  'handy-redis',
  'pg',
  'mysql',
  'mysql2',
  'memcached',
  'sequelize',
  '@prisma/client',
]);

/** What only removed code used. */
export interface Unused {
  edits: SourceEdit[];
  /** Declarations that are removed: their names are free. */
  declarations: Set<t.Node>;
  /** The import of a package that made way, by file: a new import may take its place. */
  replaceable: Map<SourceFile, t.Node>;
  /** Packages that nothing loads any more. */
  packages: string[];
  /** Declarations that only the removed code used, but that cannot be removed with certainty. */
  leftOver: { file: SourceFile; binding: Binding }[];
}

type Removals = Pick<Change, 'removed' | 'reused' | 'edits'>;

/**
 * Mark and sweep: a declaration is unused when all its references lie in removed code; removing it may make others
 * unused.
 */
export function findUnused(project: ProjectFacts, change: Removals): Unused {
  const unused: Unused = {
    edits: [],
    declarations: new Set(),
    replaceable: new Map(),
    packages: [],
    leftOver: [],
  };
  for (const file of new Set(change.removed.map((one) => one.file))) new FileSweep(project, file, change, unused).run();
  return unused;
}

/** The sweep of one file. */
class FileSweep {
  private readonly project: ProjectFacts;
  private readonly file: SourceFile;
  private readonly removed: RemovedCode[];
  private readonly reused: Set<string>;
  private readonly inserted: number[];
  private readonly unused: Unused;
  /** Removed code: what the edits remove, and each unused declaration as it is found. */
  private readonly gone: t.Node[];
  private readonly kept: t.Node[];
  private readonly done = new Set<Binding>();

  constructor(project: ProjectFacts, file: SourceFile, { removed, reused, edits }: Removals, unused: Unused) {
    this.project = project;
    this.file = file;
    this.removed = removed.filter((one) => one.file === file);
    this.gone = this.removed.flatMap(({ nodes }) => nodes);
    this.kept = this.removed.flatMap(({ kept }) => kept);
    const read = file.index.identifiers.filter((identifier) => isInside(identifier, this.kept));
    this.reused = new Set([
      ...reused.filter((one) => one.file === file).map(({ name }) => name),
      ...read.map(({ name }) => name),
    ]);
    this.inserted = edits.flatMap((edit) => (edit.file === file && edit.kind === 'insert' ? [edit.at] : []));
    this.unused = unused;
  }

  run(): void {
    for (const name of new Set(this.removed.flatMap((one) => one.package ?? []))) this.sweepPackage(name);
    const stores = this.removed.filter(({ store }) => store !== undefined);
    if (stores.length > 0) this.sweepClients(stores.flatMap(({ nodes }) => nodes));
    this.sweepImports();
  }

  /** The imports of a package that made way, and what was made from them. */
  private sweepPackage(name: string): void {
    const stores = this.removed.filter((one) => one.package === name).flatMap(({ nodes }) => nodes);
    const left = new Set(packageBindings(this.project, this.file, name, stores));
    this.untilStable(left, (binding) => {
      const holder = holderOf(this.file, binding.declaration);
      const isFree = binding.references.every((reference) => isInside(reference, [...this.gone, binding.declaration]));
      if (!holder || !isFree) return false;
      const takesImport = !this.unused.replaceable.has(this.file) && isLoad(this.file, holder);
      this.unused.edits.push(...commentRemoval(this.file, holder, name));
      if (takesImport) this.unused.replaceable.set(this.file, holder);
      else this.unused.edits.push(...removalOf(this.file, holder, `${name} is no longer used`));
      this.drop(binding, [holder]);
      return true;
    });
    if (left.size === 0) this.dropPackage(name);
  }

  /** The clients and options of stores that made way, with the statements that only configure these clients. */
  private sweepClients(stores: t.Node[]): void {
    const left = new Set<Binding>();
    const packages = new Set<string>();
    const collect = (node: t.Node): void => {
      for (const identifier of this.file.index.identifiers) {
        const binding = contains(node, identifier) && this.leaves(identifier) && this.file.index.resolve(identifier);
        if (binding && !this.done.has(binding) && this.isClient(binding, stores)) left.add(binding);
      }
    };
    stores.forEach(collect);
    this.untilStable(left, (binding) => {
      const chains = binding.references
        .filter((reference) => !this.leaves(reference))
        .map((reference) => statementChain(this.file, reference));
      const holder = holderOf(this.file, binding.declaration);
      if (!holder || isOnlyLoad(this.project, this.file, holder) || binding.assigned.length > 0) return false;
      if (!chains.every((chain) => chain?.harmless)) return false;
      if (this.file.index.parents.get(holder)?.type === 'ExportNamedDeclaration') return false;
      const statements = chains.flatMap((chain) => (chain ? [chain.statement] : []));
      const source = sourceOf(this.file, binding);
      const why = 'served the old store alone';
      for (const node of [holder, ...statements])
        this.unused.edits.push(...commentRemoval(this.file, node, source ?? ''));
      for (const statement of statements)
        this.unused.edits.push({ file: this.file, why, kind: 'remove-statement', node: statement });
      this.unused.edits.push(...removalOf(this.file, holder, why));
      this.drop(binding, [holder, ...statements]);
      [holder, ...statements].forEach(collect);
      if (source !== undefined && !source.startsWith('.')) packages.add(packageOf(source));
      return true;
    });
    for (const name of packages) this.dropPackage(name);
    const used = (binding: Binding): boolean => binding.references.some((reference) => isInside(reference, this.kept));
    for (const binding of new Set([...left, ...this.strangers(stores)])) {
      if (this.done.has(binding) || used(binding) || this.isUnusedImport(binding)) continue;
      const others = binding.references.filter((reference) => !this.leaves(reference));
      if (others.every((reference) => statementChain(this.file, reference)))
        this.unused.leftOver.push({ file: this.file, binding });
    }
  }

  /** Imports and constants that only removed code reads: some compilers refuse a name that nothing reads. */
  private sweepImports(): void {
    const top = [...this.file.index.scopeOf(this.file.program).bindings.values()];
    const unused = top.filter((binding) => this.isUnusedImport(binding));
    const declarations = unused.map(({ declaration }) => declaration);
    for (const declaration of declarations) {
      const holder = importOf(this.file, declaration);
      if (!holder || isInside(holder, this.gone) || this.isFollowed(holder)) continue;
      this.unused.edits.push(
        ...(holder.type === 'ImportDeclaration'
          ? specifierRemovals(this.file, holder, declarations)
          : removalOf(this.file, holder, 'no longer used')),
      );
    }
  }

  /** An import, or a constant made of data, that is read by nothing but removed code. */
  private isUnusedImport({ name, references, declaration, init, kind, assigned }: Binding): boolean {
    if (this.reused.has(name) || references.length === 0) return false;
    if (!references.every((reference) => isInside(reference, this.gone))) return false;
    const holder = importOf(this.file, declaration);
    if (!holder || isOnlyLoad(this.project, this.file, holder)) return false;
    const value = this.project.names.get(this.file)?.find((one) => one.name === name)?.value;
    const isLocal = this.project.links.some(({ from, node }) => from === this.file && contains(holder, node));
    if (holder.type === 'ImportDeclaration' || value?.kind === 'package' || isLocal) return true;
    return kind !== 'param' && assigned.length === 0 && init !== undefined && isData(init);
  }

  /** Functions, parameters and clients from elsewhere that nothing but the old store uses. */
  private strangers(stores: t.Node[]): Binding[] {
    return this.file.index.identifiers.flatMap((identifier) => {
      if (!isInside(identifier, stores) || isInside(identifier, this.kept)) return [];
      const binding = this.file.index.resolve(identifier);
      if (!binding || isInside(binding.declaration, stores) || this.unused.declarations.has(binding.declaration))
        return [];
      return binding.references.every((reference) => isInside(reference, stores)) ? [binding] : [];
    });
  }

  private untilStable(left: Set<Binding>, sweep: (binding: Binding) => boolean): void {
    for (let progress = true; progress; ) {
      progress = false;
      for (const binding of left) {
        if (!sweep(binding)) continue;
        left.delete(binding);
        progress = true;
      }
    }
  }

  private drop(binding: Binding, nodes: t.Node[]): void {
    this.done.add(binding);
    this.unused.declarations.add(binding.declaration);
    this.gone.push(...nodes);
  }

  private dropPackage(name: string): void {
    if (!isLoaded(this.project, this.file, name, this.gone)) this.unused.packages.push(name);
  }

  private leaves(reference: t.Node): boolean {
    return isInside(reference, this.gone) && !isInside(reference, this.kept);
  }

  /** A client of a database, its module, or data; a file of the project counts too, so that it can be named. */
  private isClient(binding: Binding, stores: t.Node[]): boolean {
    if (isInside(binding.identifier, stores)) return false;
    const source = sourceOf(this.file, binding);
    if (source !== undefined) return source.startsWith('.') || CLIENTS.has(packageOf(source));
    return binding.init !== undefined && isData(binding.init);
  }

  /** Whether something new stands after a node, on its last line: it would be removed with the line. */
  private isFollowed(node: t.Node): boolean {
    return this.inserted.some((at) => startOf(node) < at && at <= lineEnd(this.file.text, node.end ?? 0));
  }
}

function isInside(node: t.Node, ranges: t.Node[]): boolean {
  return ranges.some((range) => contains(range, node));
}

function importOf(file: SourceFile, declaration: t.Node): t.Node | undefined {
  const parent = file.index.parents.get(declaration);
  return parent?.type === 'ImportDeclaration' ? parent : holderOf(file, declaration);
}

/** The names of a file that stand for a package, and what is made from them. */
function packageBindings(project: ProjectFacts, file: SourceFile, name: string, stores: t.Node[]): Binding[] {
  const scope = file.index.scopeOf(file.program);
  const loaded = (project.names.get(file) ?? [])
    .filter(({ value }) => rootPackage(value)?.name === name)
    .flatMap(({ name: local }) => scope.bindings.get(local) ?? [])
    .concat(stores.flatMap((store) => loadedInside(file, name, store)));
  const bindings = new Set([...loaded, ...loaded.flatMap((binding) => madeFrom(file, binding))]);
  return [...bindings].filter(({ declaration }) => !stores.some((store) => contains(declaration, store)));
}

/** `const Store = require('connect-redis')(session)` in the function that makes the store. */
function loadedInside(file: SourceFile, name: string, store: t.Node): Binding[] {
  const callee = isCall(store) && store.callee.type === 'Identifier' ? file.index.resolve(store.callee) : undefined;
  const init = callee?.init;
  const loads = init && moduleRequests(file).some(({ specifier, node }) => specifier === name && contains(init, node));
  return callee && loads ? [callee] : [];
}

/** `const Store = connectStore(session)`, in a function as well as at the top. */
function madeFrom(file: SourceFile, { references }: Binding): Binding[] {
  return references.flatMap((reference) => {
    const call = file.index.parents.get(reference);
    const holder = call && isCall(call) && call.callee === reference ? file.index.parents.get(call) : undefined;
    const made = holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id : undefined;
    return (made && file.index.resolve(made)) ?? [];
  });
}

/** Whether a package is loaded by another file of the project, or by this one outside of removed code. */
function isLoaded({ files, loadedElsewhere }: ProjectFacts, file: SourceFile, name: string, gone: t.Node[]): boolean {
  if (loadedElsewhere === undefined || loadedElsewhere.has(name)) return true;
  const quoted = new RegExp(`['"\`]${name}(/[^'"\`]*)?['"\`]`);
  if (files.some((other) => other !== file && quoted.test(other.text))) return true;
  return moduleRequests(file).some(
    ({ specifier, node }) => (specifier === name || specifier.startsWith(`${name}/`)) && !isInside(node, gone),
  );
}

/** Whether loading a file of the project has an effect, such as a connection, that no other import of it keeps. */
function isOnlyLoad({ links }: ProjectFacts, file: SourceFile, holder: t.Node): boolean {
  const link = links.find(({ from, node }) => from === file && contains(holder, node));
  return link !== undefined && !onlyExports(link.to) && !links.some(({ from, to }) => to === link.to && from !== file);
}

/** A file of constants: it calls nothing but conversions, imports nothing and assigns nothing but its exports. */
function onlyExports({ program, index, text }: SourceFile): boolean {
  const exported = index.assignments.every(({ left }) => /^(module\.)?exports\b/.test(text.slice(startOf(left))));
  return exported && index.calls.every(isConversion) && !program.body.some(({ type }) => type === 'ImportDeclaration');
}

function isConversion(node: t.Node): node is t.CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
  return /^(Number|parseInt|String|Boolean)$/.test(node.callee.name);
}

/** A value that is made of literals, names and members alone. */
function isData(node: t.Node): boolean {
  if (isConversion(node)) return node.arguments.every(isData);
  if (isCall(node) || isFunction(node)) return false;
  let data = true;
  forEachChild(node, (child) => {
    const name = isMember(node) && child === node.property;
    const key = node.type === 'ObjectProperty' && child === node.key;
    data &&= name || key || isData(child);
  });
  return data;
}

/** The module that a binding comes from, through calls and members: `createClient().duplicate()` is `redis`. */
function sourceOf(file: SourceFile, { init }: Binding, depth = 0): string | undefined {
  if (init?.type === 'ImportDeclaration') return init.source.value;
  let at = init && unwrap(init);
  while (at && !isRequire(at) && (isCall(at) || isMember(at))) at = unwrap(isCall(at) ? at.callee : at.object);
  if (at && isRequire(at)) return requestedPath(at.arguments[0])?.text;
  const binding = at?.type === 'Identifier' ? file.index.resolve(at) : undefined;
  return binding && depth < 5 ? sourceOf(file, binding, depth + 1) : undefined;
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** An import or a `require` of the top level: a new import can stand in its place. */
function isLoad(file: SourceFile, holder: t.Node): boolean {
  if (holder.type === 'ImportDeclaration') return true;
  const statement = holder.type === 'VariableDeclarator' ? file.index.parents.get(holder) : holder;
  const top = statement && file.index.parents.get(statement)?.type === 'Program';
  return file.module === 'cjs' && top === true && /\brequire\b/.test(textOf(file, holder));
}
