import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { valueNamed } from '../../inspect/program/value.ts';
import { contains, startOf } from '../../inspect/syntax/ast.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Change, RemovedCode, SourceEdit } from '../change.ts';
import { packageBindings, packageOf, sourceOf } from './binding-origins.ts';
import { lineEnd } from './lines.ts';
import {
  commentRemoval,
  importOf,
  isExported,
  isTopLevelImport,
  lineCommentRemoval,
  removableNode,
  removalOf,
  specifierRemovals,
} from './removals.ts';
import { CLIENT_PACKAGES, isData, isOnlyImport, loadedOnlyBy } from './side-effects.ts';
import { statementChain } from './statement-chains.ts';
import { isLoaded, isReadElsewhere } from './uses-elsewhere.ts';

/** Code and packages that only removed code used. */
export interface Unused {
  edits: SourceEdit[];
  /** The removed declarations, whose names can be used again. */
  declarations: Set<t.Node>;
  /** The import of a replaced package, by file: a new import may replace it. */
  replaceable: Map<SourceFile, t.Node>;
  /** Packages that are no longer loaded. */
  packages: string[];
  /** Files of database clients that no other file loads. */
  unloaded: Set<SourceFile>;
  /** Declarations that only the removed code used, but that may have side effects. */
  possiblyUnused: { file: SourceFile; binding: Binding }[];
}

type Removals = Pick<Change, 'removed' | 'reused' | 'edits'>;

/**
 * Mark and sweep: a declaration is unused when all its references are in removed code; removing it may make others
 * unused.
 */
export function findUnused(project: ProjectFacts, change: Removals): Unused {
  const unused: Unused = {
    edits: [],
    declarations: new Set(),
    replaceable: new Map(),
    packages: [],
    unloaded: new Set(),
    possiblyUnused: [],
  };
  for (const file of new Set(change.removed.map((one) => one.file))) new FileSweep(project, file, change, unused).run();
  return unused;
}

/** A client of a replaced store. */
interface ClientCode {
  declaration: t.Node;
  /** Statements that only call methods of the client. */
  configuration: t.Node[];
}

/** The sweep of one file. */
class FileSweep {
  private readonly project: ProjectFacts;
  private readonly file: SourceFile;
  private readonly removed: RemovedCode[];
  private readonly reusedNames: Set<string>;
  /** Offsets at which other edits insert text. */
  private readonly inserted: number[];
  private readonly unused: Unused;
  /** The code that the edits remove, and each unused declaration as it is found. */
  private readonly removedNodes: t.Node[];
  /** Expressions in removed code that the new code contains. */
  private readonly reusedNodes: t.Node[];
  private readonly removedBindings = new Set<Binding>();

  constructor(project: ProjectFacts, file: SourceFile, { removed, reused, edits }: Removals, unused: Unused) {
    this.project = project;
    this.file = file;
    this.removed = removed.filter((one) => one.file === file);
    this.removedNodes = this.removed.flatMap(({ nodes }) => nodes);
    this.reusedNodes = this.removed.flatMap(({ reused: nodes }) => nodes);
    const read = file.index.identifiers.filter((identifier) => isInside(identifier, this.reusedNodes));
    this.reusedNames = new Set([
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

  /** Sweeps the imports of a replaced package and variables created from them. */
  private sweepPackage(name: string): void {
    const stores = this.removed.filter((one) => one.package === name).flatMap(({ nodes }) => nodes);
    const remaining = new Set(packageBindings(this.project, this.file, name, stores));
    this.untilStable(remaining, (binding) => {
      const removable = removableNode(this.file, binding.declaration);
      const isFree = binding.references.every((reference) =>
        isInside(reference, [...this.removedNodes, binding.declaration]),
      );
      if (!removable || !isFree || isExported(this.file, removable)) return false;
      const isReplaceable = !this.unused.replaceable.has(this.file) && isTopLevelImport(this.file, removable);
      this.unused.edits.push(...commentRemoval(this.file, removable, name));
      if (isReplaceable) {
        this.unused.replaceable.set(this.file, removable);
        this.unused.edits.push(...lineCommentRemoval(this.file, removable, name));
      } else this.unused.edits.push(...removalOf(this.file, removable, `remove the unused import of ${name}`));
      this.drop(binding, [removable]);
      return true;
    });
    if (remaining.size === 0) this.dropPackage(name);
  }

  /** Sweeps the clients and options of replaced stores, with statements that only configure these clients. */
  private sweepClients(stores: t.Node[]): void {
    const remaining = new Set<Binding>();
    const packages = new Set<string>();
    const collect = (node: t.Node): void => {
      for (const identifier of this.file.index.identifiers) {
        const binding = contains(node, identifier) && this.isRemoved(identifier) && this.readBinding(identifier);
        if (binding && !this.removedBindings.has(binding) && this.isClient(binding, stores)) remaining.add(binding);
      }
    };
    stores.forEach(collect);
    this.untilStable(remaining, (binding) => {
      const code = this.codeOfClient(binding);
      if (!code) return false;
      const source = sourceOf(this.file, binding);
      this.removeClient(binding, code, source ?? '');
      [code.declaration, ...code.configuration].forEach(collect);
      if (source !== undefined && !source.startsWith('.')) packages.add(packageOf(source));
      return true;
    });
    for (const name of packages) this.dropPackage(name);
    this.recordPossiblyUnused([...remaining, ...this.outsideBindings(stores)]);
  }

  /** The code of a client that can be removed with its store; undefined when other code uses the client. */
  private codeOfClient(binding: Binding): ClientCode | undefined {
    const { declaration, references, assigned } = binding;
    const chains = references
      .filter((reference) => !this.isRemoved(reference))
      .map((reference) => statementChain(this.file, reference));
    const removable = removableNode(this.file, declaration);
    if (!removable || isOnlyImport(this.project, this.file, removable) || assigned.length > 0) return undefined;
    if (!chains.every((chain) => chain?.removable)) return undefined;
    // Other files may rely on what the statements do to the object: `await prisma.$connect()`.
    if (chains.length > 0 && this.isShared(binding)) return undefined;
    if (isExported(this.file, removable)) return undefined;
    return { declaration: removable, configuration: chains.flatMap((chain) => (chain ? [chain.statement] : [])) };
  }

  private removeClient(binding: Binding, { declaration, configuration }: ClientCode, source: string): void {
    const why = 'remove code that only the old store used';
    for (const node of [declaration, ...configuration])
      this.unused.edits.push(...commentRemoval(this.file, node, source, true));
    for (const statement of configuration)
      this.unused.edits.push({ file: this.file, why, kind: 'remove-statement', node: statement });
    this.unused.edits.push(...removalOf(this.file, declaration, why));
    const loaded = loadedOnlyBy(this.project, this.file, declaration);
    if (loaded) this.unused.unloaded.add(loaded);
    this.drop(binding, [declaration, ...configuration]);
  }

  /** Records bindings that are still declared and that no remaining code reads, apart from method calls on them. */
  private recordPossiblyUnused(bindings: Binding[]): void {
    for (const binding of new Set(bindings)) {
      const isReused = binding.references.some((reference) => isInside(reference, this.reusedNodes));
      if (this.removedBindings.has(binding) || isReused || this.isUnusedImport(binding)) continue;
      if (isReadElsewhere(this.project, this.file, binding)) continue;
      const others = binding.references.filter((reference) => !this.isRemoved(reference));
      if (others.every((reference) => statementChain(this.file, reference)) && !this.isShared(binding))
        this.unused.possiblyUnused.push({ file: this.file, binding });
    }
  }

  /** Whether a binding is imported from a file that other files import, too. */
  private isShared({ declaration }: Binding): boolean {
    const { links } = this.project;
    const holds = (node: t.Node): boolean => contains(declaration, node) || contains(node, declaration);
    const load = links.find(({ from, node }) => from === this.file && holds(node));
    return load !== undefined && links.some(({ from, to }) => to === load.to && from !== this.file);
  }

  /** Sweeps imports and constants that only removed code reads: noUnusedLocals rejects them. */
  private sweepImports(): void {
    const top = [...this.file.index.scopeOf(this.file.program).bindings.values()];
    const removed = [...this.removedNodes];
    const unused = new Set(top);
    const declarations: t.Node[] = [];
    this.untilStable(unused, (binding) => {
      if (!this.isUnusedImport(binding)) return false;
      declarations.push(binding.declaration);
      this.removedNodes.push(binding.declaration);
      return true;
    });
    for (const declaration of declarations) {
      const removable = importOf(this.file, declaration);
      if (!removable || isInside(removable, removed) || this.isFollowed(removable)) continue;
      const isLoad =
        removable.type !== 'ImportDeclaration' || removable.specifiers.every((one) => declarations.includes(one));
      const loaded = isLoad ? loadedOnlyBy(this.project, this.file, removable) : undefined;
      if (loaded) this.unused.unloaded.add(loaded);
      this.unused.edits.push(
        ...(removable.type === 'ImportDeclaration'
          ? specifierRemovals(this.file, removable, declarations)
          : removalOf(this.file, removable, 'remove unused imports')),
      );
    }
  }

  /** Whether a binding is an import, or a constant without side effects, that only removed code reads. */
  private isUnusedImport({ name, references, declaration, init, kind, assigned }: Binding): boolean {
    if (this.reusedNames.has(name) || references.length === 0) return false;
    if (!references.every((reference) => isInside(reference, this.removedNodes))) return false;
    const removable = importOf(this.file, declaration);
    if (!removable || isExported(this.file, removable)) return false;
    if (!this.hasOtherNames(removable) && isOnlyImport(this.project, this.file, removable)) return false;
    const value = valueNamed(this.project.names, this.file, name);
    const isLocal = this.project.links.some((link) => link.from === this.file && contains(removable, link.node));
    if (removable.type === 'ImportDeclaration' || value?.kind === 'package' || isLocal) return true;
    return kind !== 'param' && assigned.length === 0 && init !== undefined && isData(init);
  }

  /** Whether remaining code uses other names of an import, so that the statement stays. */
  private hasOtherNames(statement: t.Node): boolean {
    const names = statement.type === 'ImportDeclaration' ? statement.specifiers : [];
    return names.some(({ local }) =>
      this.file.index.resolve(local)?.references.some((reference) => !isInside(reference, this.removedNodes)),
    );
  }

  /** Bindings declared outside of the stores that only they use, such as functions, parameters and clients. */
  private outsideBindings(stores: t.Node[]): Binding[] {
    return this.file.index.identifiers.flatMap((identifier) => {
      if (!isInside(identifier, stores) || isInside(identifier, this.reusedNodes)) return [];
      const binding = this.readBinding(identifier);
      if (!binding || isInside(binding.declaration, stores) || this.unused.declarations.has(binding.declaration))
        return [];
      return binding.references.every((reference) => isInside(reference, stores)) ? [binding] : [];
    });
  }

  /** The binding that an identifier reads; undefined for a key, which may have the name of one. */
  private readBinding(identifier: t.Identifier): Binding | undefined {
    const binding = this.file.index.resolve(identifier);
    return binding?.references.includes(identifier) ? binding : undefined;
  }

  /** Sweeps bindings until none of the remaining can be removed. */
  private untilStable(remaining: Set<Binding>, sweep: (binding: Binding) => boolean): void {
    for (let progress = true; progress; ) {
      progress = false;
      for (const binding of remaining) {
        if (!sweep(binding)) continue;
        remaining.delete(binding);
        progress = true;
      }
    }
  }

  private drop(binding: Binding, nodes: t.Node[]): void {
    this.removedBindings.add(binding);
    this.unused.declarations.add(binding.declaration);
    this.removedNodes.push(...nodes);
  }

  private dropPackage(name: string): void {
    if (!isLoaded(this.project, this.file, name, (node) => isInside(node, this.removedNodes)))
      this.unused.packages.push(name);
  }

  private isRemoved(reference: t.Node): boolean {
    return isInside(reference, this.removedNodes) && !isInside(reference, this.reusedNodes);
  }

  /** Whether a binding is a database client, its module, an import from a project file, or data. */
  private isClient(binding: Binding, stores: t.Node[]): boolean {
    if (isInside(binding.identifier, stores)) return false;
    const source = sourceOf(this.file, binding);
    if (source !== undefined) return source.startsWith('.') || CLIENT_PACKAGES.test(packageOf(source));
    return binding.init !== undefined && isData(binding.init);
  }

  /** Whether an edit inserts text after a node on its last line, which would be removed with the line. */
  private isFollowed(node: t.Node): boolean {
    return this.inserted.some((at) => startOf(node) < at && at <= lineEnd(this.file.text, node.end ?? 0));
  }
}

function isInside(node: t.Node, ranges: t.Node[]): boolean {
  return ranges.some((range) => contains(range, node));
}
