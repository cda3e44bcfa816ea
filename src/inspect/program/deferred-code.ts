import type * as t from '@babel/types';
import {
  type AnyFunction,
  forEachChild,
  isCall,
  isFunction,
  isMember,
  keyName,
  startOf,
  unwrap,
} from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Evaluator } from './evaluator.ts';

/** Methods that call their callback synchronously. */
const AT_ONCE = new Set([
  'forEach',
  'map',
  'flatMap',
  'filter',
  'reduce',
  'some',
  'every',
  'find',
  'sort',
  'configure',
]);

/**
 * The functions around a node, outermost first, that defer its execution: callbacks of a `then`, an event or a
 * connection, and async functions with an `await` before the node. Empty for code that runs while its file is loaded.
 */
export function deferringFunctions(
  evaluator: Evaluator,
  file: SourceFile,
  node: t.Node,
  seen = new Set<t.Node>(),
): t.Node[] {
  const { parents } = file.index;
  const found: t.Node[] = [];
  for (let at = parents.get(node); at; at = parents.get(at)) {
    if (!isFunction(at)) continue;
    if (awaitsBefore(at, node)) found.unshift(at);
    const holder = holderOf(file, at);
    if (holder && isCall(holder)) {
      if (!runsAtOnce(holder, at) && found[0] !== at) found.unshift(at);
      continue;
    }
    if (seen.has(at)) return found;
    seen.add(at);
    const [site] = evaluator.callSites(at);
    if (site) return [...deferringFunctions(evaluator, site.file, site.node, seen), ...found];
    return isHandedOver(file, at) && found[0] !== at ? [at, ...found] : found;
  }
  const { graph } = evaluator;
  const link = graph.firstLink.get(graph.disk.absolute(file.path));
  if (!link || seen.has(link.node)) return found;
  seen.add(link.node);
  return [...deferringFunctions(evaluator, link.from, link.node, seen), ...found];
}

function holderOf(file: SourceFile, fn: t.Node): t.Node | undefined {
  let holder = file.index.parents.get(fn);
  while (holder?.type === 'ParenthesizedExpression') holder = file.index.parents.get(holder);
  return holder;
}

function runsAtOnce(call: t.Node, fn: AnyFunction): boolean {
  if (!isCall(call) || unwrap(call.callee) === fn || call.type === 'NewExpression') return true;
  return isMember(call.callee) && AT_ONCE.has(keyName(call.callee) ?? '');
}

/** `async () => { await connect(); app.use(...) }`: what follows the await is deferred. */
function awaitsBefore(fn: AnyFunction, node: t.Node): boolean {
  if (!fn.async || fn.body.type !== 'BlockStatement') return false;
  return fn.body.body.some((statement) => startOf(statement) < startOf(node) && awaits(statement, startOf(node)));
}

function awaits(node: t.Node, until: number): boolean {
  if (startOf(node) >= until || isFunction(node)) return false;
  if (node.type === 'AwaitExpression') return true;
  let found = false;
  forEachChild(node, (child) => {
    found ||= awaits(child, until);
  });
  return found;
}

/** `connect().then(start)`: a function that is passed by name. */
function isHandedOver(file: SourceFile, fn: AnyFunction): boolean {
  const holder = file.index.parents.get(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : holder?.type === 'VariableDeclarator' ? holder.id : undefined;
  const binding = id?.type === 'Identifier' ? file.index.resolve(id) : undefined;
  return (
    binding?.references.some((reference) => {
      const call = file.index.parents.get(reference);
      return call !== undefined && isCall(call) && call.callee !== reference;
    }) ?? false
  );
}

/** Whether code deferred by `outer` has run by the time that code deferred by `inner` runs. */
export function hasRunWhen(outer: t.Node[], inner: t.Node[]): boolean {
  return outer.every((node, index) => node === inner[index]);
}
