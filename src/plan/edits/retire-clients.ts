import type * as t from '@babel/types';
import { RefusedError } from '../../errors.ts';
import type { StoreFact } from '../../inspect/sessions/session.ts';
import { forEachChild, holds, isCall, isFunction, isMember, keyName, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire, requestedPath } from '../../inspect/syntax/modules.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { lineOfNode, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { note, takeOut, type Work } from '../add/work.ts';
import { planSnippet } from '../snippet/plan-snippet.ts';
import { isGoing } from '../source/imports.ts';
import { keptUrl } from '../wiring/url-expression.ts';
import {
  dropComment,
  forgetPackage,
  holderOf,
  isData,
  isDropped,
  isLoaded,
  isOnlyLoad,
  removeHolder,
} from './remove-package.ts';

const STORE_API = new Set([
  'on',
  'once',
  'emit',
  'off',
  'get',
  'set',
  'destroy',
  'touch',
  'all',
  'length',
  'clear',
  'close',
  'addListener',
  'removeListener',
  'setMaxListeners',
  'client',
  'createSession',
  'regenerate',
  'load',
  'generate',
]);

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

/** Calls like `store.sync()` prepare the old store; a connect-mongo store has no such method. */
export function retireMethods(work: Work, { file, node }: StoreFact): void {
  const name = storeName(file, node);
  const binding = name && file.index.resolve(name);
  for (const reference of binding?.references ?? []) {
    const member = file.index.parents.get(reference);
    if (!member || !isMember(member) || member.object !== reference || STORE_API.has(keyName(member) ?? '')) continue;
    const chain = chainOf(file, reference);
    if (chain?.harmless) {
      work.edits.removeStatement(file, chain.statement, 'a method of the old store');
      continue;
    }
    throw new RefusedError('The code uses what only the old store can do.', [
      {
        code: 'store-method',
        severity: 'error',
        message: `connect-mongo's store has no ${keyName(member) ?? 'such member'}.`,
        file: file.path,
        line: lineOfNode(file, member),
        snippet: planSnippet(work),
      },
    ]);
  }
}

/** The variable that a store is put into. */
export function storeName(file: SourceFile, node: t.Node): t.Identifier | undefined {
  const holder = file.index.parents.get(node);
  const target =
    holder?.type === 'VariableDeclarator'
      ? holder.id
      : holder?.type === 'AssignmentExpression'
        ? holder.left
        : undefined;
  return target?.type === 'Identifier' ? target : undefined;
}

/** The statement `name.a().b()` of a reference to `name`; harmless when its callbacks only report. */
function chainOf(file: SourceFile, reference: t.Node): { statement: t.Node; harmless: boolean } | undefined {
  let at: t.Node = reference;
  let harmless = true;
  for (;;) {
    const parent = file.index.parents.get(at);
    if (!parent) return undefined;
    if (parent.type === 'ExpressionStatement') {
      // The only statement of an `if` cannot go alone.
      const holder = file.index.parents.get(parent)?.type;
      harmless &&= holder === 'Program' || holder === 'BlockStatement';
      return at === reference ? undefined : { statement: parent, harmless };
    }
    const linked =
      (isMember(parent) && parent.object === at) ||
      (isCall(parent) && parent.callee === at) ||
      parent.type === 'AwaitExpression' ||
      (parent.type === 'UnaryExpression' && parent.operator === 'void');
    if (!linked) return undefined;
    if (isCall(parent)) harmless &&= parent.arguments.every((argument) => reports(file, argument));
    at = parent;
  }
}

/** A value, or a function that only writes to a log or gives up. */
function reports(file: SourceFile, node: t.Node): boolean {
  const REPORT = /^(console|log|logger|winston|debug|process\.(exit|std(err|out)))\b/;
  if (!isFunction(node)) return !isCall(node) && (node.type !== 'Identifier' || REPORT.test(node.name));
  let only = true;
  const visit = (inner: t.Node): void => {
    if (isCall(inner)) only &&= REPORT.test(textOf(file, inner.callee));
    else if (inner.type === 'AssignmentExpression') only = false;
    forEachChild(inner, visit);
  };
  visit(node.body);
  return only;
}

/**
 * Removes what only the old store needed: its options, its client, their imports and packages; names what it cannot.
 * @param carried parts of the old store that the new one goes on with
 */
export function retireClients(work: Work, store: StoreFact, stores: t.Node[], carried: t.Node[] = []): void {
  const { file } = store;
  const gone: t.Node[] = [...stores];
  const left = new Set<Binding>();
  const done = new Set<Binding>();
  const packages = new Set<string>();
  const url = keptUrl(work, store.node);
  const kept = url?.file === file ? [...carried, url.node] : carried;
  const leaves = (reference: t.Node): boolean => inside(reference, gone) && !inside(reference, kept);
  const collect = (node: t.Node): void => {
    for (const identifier of file.index.identifiers) {
      const binding = inside(identifier, [node]) && leaves(identifier) ? file.index.resolve(identifier) : undefined;
      if (binding && !done.has(binding) && isOwn(file, store, binding)) left.add(binding);
    }
  };
  stores.forEach(collect);
  for (let progress = true; progress; ) {
    progress = false;
    for (const binding of left) {
      const users = binding.references.filter((reference) => !leaves(reference));
      const chains = users.map((reference) => chainOf(file, reference));
      const holder = holderOf(file, binding.declaration);
      if (!holder || isOnlyLoad(work, file, holder) || binding.assigned.length > 0) continue;
      if (!chains.every((chain) => chain?.harmless)) continue;
      if (file.index.parents.get(holder)?.type === 'ExportNamedDeclaration') continue;
      left.delete(binding);
      done.add(binding);
      const statements = chains.flatMap((chain) => (chain ? [chain.statement] : []));
      const source = sourceOf(file, binding);
      for (const node of [holder, ...statements]) dropComment(work, file, node, source ?? '');
      for (const statement of statements) work.edits.removeStatement(file, statement, 'served the old store alone');
      removeHolder(work, file, holder, 'served the old store alone');
      for (const node of [holder, ...statements]) {
        gone.push(node);
        collect(node);
      }
      if (source !== undefined && !source.startsWith('.')) packages.add(nameOf(source));
      progress = true;
    }
  }
  for (const name of packages) if (!isLoaded(work, file, name, gone)) forgetPackage(work, name);
  const used = (binding: Binding): boolean => binding.references.some((reference) => inside(reference, kept));
  const unused = [...left, ...strangers(work, store, kept)].filter((binding) => !done.has(binding) && !used(binding));
  const names = file.index.identifiers.filter((identifier) => inside(identifier, kept)).map(({ name }) => name);
  work.reused.set(file, new Set([...(work.reused.get(file) ?? []), ...names]));
  takeOut(work, file, gone);
  for (const binding of new Set(unused))
    if (!isDropped(work, file, binding, work.gone.get(file) ?? [])) nameUnused(work, file, binding, leaves);
}

/** Functions, parameters and clients from elsewhere that nothing but the old store uses. */
function strangers(work: Work, { file, node: store }: StoreFact, kept: t.Node[]): Set<Binding> {
  const found = new Set<Binding>();
  for (const identifier of file.index.identifiers) {
    const binding =
      inside(identifier, [store]) && !inside(identifier, kept) ? file.index.resolve(identifier) : undefined;
    if (!binding || inside(binding.declaration, [store]) || isGoing(work, file, binding.declaration)) continue;
    if (binding.references.every((reference) => inside(reference, [store]))) found.add(binding);
  }
  return found;
}

function inside(node: t.Node, ranges: t.Node[]): boolean {
  return ranges.some((range) => holds(range, node));
}

/** What a client, its module or a literal is bound to; a file of the project counts too, to be named. */
function isOwn(file: SourceFile, store: StoreFact, binding: Binding): boolean {
  if (inside(binding.identifier, [store.node])) return false;
  const source = sourceOf(file, binding);
  if (source !== undefined) return source.startsWith('.') || CLIENTS.has(nameOf(source));
  return binding.init !== undefined && isData(binding.init);
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

function nameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function nameUnused(work: Work, file: SourceFile, binding: Binding, leaves: (reference: t.Node) => boolean): void {
  const users = binding.references.filter((reference) => !leaves(reference));
  if (!users.every((reference) => chainOf(file, reference))) return;
  const message = `${binding.name} served the old store alone. It is still there: take it out when nothing else relies on it.`;
  note(work, 'unused', message, { file, node: binding.identifier }, 'warning');
}
