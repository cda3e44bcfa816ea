import type * as t from '@babel/types';
import { rootPackage } from '../../inspect/program/value.ts';
import { endOf, forEachChild, holds, isCall, isFunction, isMember, startOf } from '../../inspect/syntax/ast.ts';
import { requestsOf } from '../../inspect/syntax/modules.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { takeOut, type Work } from '../add/work.ts';
import { aboveComments, lineStart } from '../source/text-edits.ts';

/** Removes what only served the old stores: their import, their factory, and their package when nothing else loads it. */
export function forget(work: Work, file: SourceFile, name: string, stores: t.Node[]): void {
  const gone: t.Node[] = [...stores];
  const scope = file.index.scopeOf(file.program);
  const loaded = (work.facts.names.get(file) ?? [])
    .filter(({ value }) => rootPackage(value)?.name === name)
    .flatMap(({ name: local }) => scope.bindings.get(local) ?? [])
    .concat(stores.flatMap((store) => loadedInside(file, name, store)));
  const bindings = [...new Set([...loaded, ...loaded.flatMap((binding) => madeFrom(file, binding))])].filter(
    ({ declaration }) => !stores.some((store) => holds(declaration, store)),
  );
  const left = new Set(bindings);
  for (let progress = true; progress; ) {
    progress = false;
    for (const binding of left) {
      const holder = holderOf(file, binding.declaration);
      const free = binding.references.every((reference) =>
        [...gone, binding.declaration].some((node) => holds(node, reference)),
      );
      if (!holder || !free) continue;
      left.delete(binding);
      gone.push(holder);
      dropComment(work, file, holder, name);
      if (!work.vacant.has(file) && isLoad(file, holder)) work.vacant.set(file, holder);
      else removeHolder(work, file, holder, `${name} is no longer used`);
      progress = true;
    }
  }
  takeOut(work, file, gone.slice(stores.length));
  if (left.size === 0 && !isLoaded(work, file, name, gone)) forgetPackage(work, name);
}

/** `const Store = require('connect-redis')(session)` in the function that makes the store. */
function loadedInside(file: SourceFile, name: string, store: t.Node): Binding[] {
  const callee = isCall(store) && store.callee.type === 'Identifier' ? file.index.resolve(store.callee) : undefined;
  const init = callee?.init;
  const loads = init && requestsOf(file).some(({ specifier, node }) => specifier === name && holds(init, node));
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

/** Whether a package is loaded by another file of the project, or by this one outside of what goes. */
export function isLoaded(work: Work, file: SourceFile, name: string, gone: t.Node[]): boolean {
  const { files, loadedElsewhere } = work.facts;
  if (loadedElsewhere === undefined || loadedElsewhere.has(name)) return true;
  const quoted = new RegExp(`['"\`]${name}(/[^'"\`]*)?['"\`]`);
  if (files.some((other) => other !== file && quoted.test(other.text))) return true;
  return requestsOf(file).some(
    ({ specifier, node }) =>
      (specifier === name || specifier.startsWith(`${name}/`)) && !gone.some((range) => holds(range, node)),
  );
}

export function forgetPackage({ facts, packages }: Work, name: string): void {
  for (const one of [name, `@types/${name}`])
    if (facts.package.dependencies[one] && !packages.remove.includes(one)) packages.remove.push(one);
}

/** Imports and constants that nothing reads but what goes: some compilers refuse a name that nobody reads. */
export function dropImports(work: Work, file: SourceFile, gone: t.Node[]): void {
  const left = [...file.index.scopeOf(file.program).bindings.values()].filter((one) =>
    isDropped(work, file, one, gone),
  );
  const declarations = left.map(({ declaration }) => declaration);
  for (const declaration of declarations) {
    const holder = importOf(file, declaration);
    if (!holder || gone.some((range) => holds(range, holder)) || work.edits.isFollowed(file, holder)) continue;
    if (holder.type === 'ImportDeclaration') dropSpecifiers(work, file, holder, declarations);
    else removeHolder(work, file, holder, 'no longer used');
  }
}

/** An import or a constant that is read by nothing but `gone`. */
export function isDropped(work: Work, file: SourceFile, binding: Binding, gone: t.Node[]): boolean {
  const { name, references, declaration } = binding;
  const inside = (node: t.Node): boolean => gone.some((range) => holds(range, node));
  if (work.reused.get(file)?.has(name) || references.length === 0 || !references.every(inside)) return false;
  const holder = importOf(file, declaration);
  if (!holder || isOnlyLoad(work, file, holder)) return false;
  const value = work.facts.names.get(file)?.find((one) => one.name === name)?.value;
  if (holder.type === 'ImportDeclaration' || value?.kind === 'package' || isLocal(work, file, holder)) return true;
  const { init, kind, assigned } = binding;
  return kind !== 'param' && assigned.length === 0 && init !== undefined && isData(init);
}

function importOf(file: SourceFile, declaration: t.Node): t.Node | undefined {
  const parent = file.index.parents.get(declaration);
  return parent?.type === 'ImportDeclaration' ? parent : holderOf(file, declaration);
}

function isLocal(work: Work, file: SourceFile, holder: t.Node): boolean {
  return work.facts.links.some(({ from, node }) => from === file && holds(holder, node));
}

/** A file of the project does more than export, such as connect: where nothing else loads it, its import stays. */
export function isOnlyLoad(work: Work, file: SourceFile, holder: t.Node): boolean {
  const { links } = work.facts;
  const link = links.find(({ from, node }) => from === file && holds(holder, node));
  return link !== undefined && !onlyExports(link.to) && !links.some(({ from, to }) => to === link.to && from !== file);
}

/** A file of constants: without a call that does more than convert, and without an import of its own, loading it does nothing. */
function onlyExports({ program, index, text }: SourceFile): boolean {
  const exported = index.assignments.every(({ left }) => /^(module\.)?exports\b/.test(text.slice(startOf(left))));
  return exported && index.calls.every(isConversion) && !program.body.some(({ type }) => type === 'ImportDeclaration');
}

function isConversion(node: t.Node): node is t.CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
  return /^(Number|parseInt|String|Boolean)$/.test(node.callee.name);
}

/** A value that is made of literals, names and members alone. */
export function isData(node: t.Node): boolean {
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

function dropSpecifiers(work: Work, file: SourceFile, load: t.ImportDeclaration, gone: t.Node[]): void {
  const why = 'no longer used';
  const named = load.specifiers.filter(({ type }) => type === 'ImportSpecifier');
  const stays = named.filter((specifier) => !gone.includes(specifier));
  const [first] = load.specifiers;
  if (!first || load.specifiers.every((specifier) => gone.includes(specifier)))
    return work.edits.removeStatement(file, load, why);
  if (first.type === 'ImportDefaultSpecifier' && gone.includes(first) && stays.length > 0)
    work.edits.remove(file, startOf(first), file.text.indexOf('{', endOf(first)), why);
  if (named.length > 0 && stays.length === 0)
    return work.edits.remove(file, endOf(first), file.text.indexOf('}', endOf(first)) + 1, why);
  for (const [index, specifier] of named.entries()) {
    if (!gone.includes(specifier)) continue;
    const next = named[index + 1];
    const previous = named.slice(0, index).findLast((one) => stays.includes(one));
    if (next) work.edits.remove(file, startOf(specifier), startOf(next), why);
    else if (previous) work.edits.remove(file, endOf(previous), endOf(specifier), why);
  }
}

/** What goes with a name: its whole statement, or its part of `const a = 1, b = 2`. */
export function holderOf(file: SourceFile, declaration: t.Node): t.Node | undefined {
  const parent = file.index.parents.get(declaration);
  if (parent?.type === 'ImportDeclaration') return parent.specifiers.length === 1 ? parent : undefined;
  if (parent?.type !== 'VariableDeclaration' || declaration.type !== 'VariableDeclarator') return undefined;
  if (declaration.id.type !== 'Identifier')
    return parent.declarations.length === 1 && only(declaration) ? parent : undefined;
  return parent.declarations.length === 1 ? parent : declaration;
}

/** `const { RedisStore } = require(...)` binds one name. */
function only({ id }: t.VariableDeclarator): boolean {
  return id.type === 'ObjectPattern' && id.properties.length === 1;
}

export function removeHolder(work: Work, file: SourceFile, holder: t.Node, why: string): void {
  const parent = file.index.parents.get(holder);
  if (holder.type !== 'VariableDeclarator' || parent?.type !== 'VariableDeclaration') {
    work.edits.removeStatement(file, holder, why);
    return;
  }
  const index = parent.declarations.indexOf(holder);
  const next = parent.declarations[index + 1];
  const previous = parent.declarations[index - 1];
  if (next) work.edits.remove(file, startOf(holder), startOf(next), why);
  else if (previous) work.edits.remove(file, endOf(previous), endOf(holder), why);
  else work.edits.removeStatement(file, parent, why);
}

/** Words in the names of stores that say nothing about the store. */
const COMMON = new Set(['connect', 'express', 'session', 'sessions', 'store', 'simple', 'file', 'node']);

/** A comment above a statement that goes, when it is about the package that goes. */
export function dropComment(work: Work, file: SourceFile, node: t.Node, name: string): void {
  const words = name.split(/[^a-z0-9]+/i).filter((word) => word.length > 3 && !COMMON.has(word));
  const end = lineStart(file.text, startOf(node));
  const start = aboveComments(file, node);
  if (words.length === 0 || !new RegExp(words.join('|'), 'i').test(file.text.slice(start, end))) return;
  work.edits.remove(file, start, end, `is about ${name}`);
}

/** An import or a `require` of the top level: a new import can stand in its place. */
function isLoad(file: SourceFile, holder: t.Node): boolean {
  if (holder.type === 'ImportDeclaration') return true;
  const statement = holder.type === 'VariableDeclarator' ? file.index.parents.get(holder) : holder;
  const top = statement && file.index.parents.get(statement)?.type === 'Program';
  return file.module === 'cjs' && top === true && /\brequire\b/.test(textOf(file, holder));
}
