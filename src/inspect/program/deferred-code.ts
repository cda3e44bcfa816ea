import type * as t from '@babel/types';
import {
  type AnyFunction,
  type Call,
  isCall,
  isFunction,
  methodName,
  someNode,
  startOf,
  unwrap,
} from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Evaluator } from './evaluator.ts';

/** Methods that call their callback synchronously. */
const SYNCHRONOUS = /^(forEach|map|flatMap|filter|reduce|some|every|find|sort|configure)$/;

/**
 * The functions around a node, outermost first, that defer its execution: callbacks of a `then`, an event or a
 * connection, and async functions with an `await` before the node. A function with a name is followed to its first call,
 * a file to its first import. Empty for code that runs while its file is loaded.
 */
export function deferringFunctions(
  evaluator: Evaluator,
  file: SourceFile,
  node: t.Node,
  seen = new Set<t.Node>(),
): t.Node[] {
  const { parents } = file.index;
  const found: t.Node[] = [];
  for (let fn = parents.get(node); fn; fn = parents.get(fn)) {
    if (!isFunction(fn)) continue;
    const isAfterAwait = awaitsBefore(fn, node);
    const call = inlineCall(file, fn);
    if (call) {
      if (isAfterAwait || !runsSynchronously(call, fn)) found.unshift(fn);
      continue;
    }
    if (isAfterAwait) found.unshift(fn);
    if (seen.has(fn)) return found;
    seen.add(fn);
    const [site] = evaluator.callSites(fn);
    if (site) return [...deferringFunctions(evaluator, site.file, site.node, seen), ...found];
    return !isAfterAwait && isPassedByName(file, fn) ? [fn, ...found] : found;
  }
  const { graph } = evaluator;
  const link = graph.firstLink.get(graph.disk.absolute(file.path));
  if (!link || seen.has(link.node)) return found;
  seen.add(link.node);
  return [...deferringFunctions(evaluator, link.from, link.node, seen), ...found];
}

/** The call that a function expression is written in, as its callee or as an argument. */
function inlineCall(file: SourceFile, fn: AnyFunction): Call | undefined {
  let parent = file.index.parents.get(fn);
  while (parent?.type === 'ParenthesizedExpression') parent = file.index.parents.get(parent);
  return parent && isCall(parent) ? parent : undefined;
}

/** Whether a call runs a function expression in it before it returns. */
function runsSynchronously(call: Call, fn: AnyFunction): boolean {
  if (unwrap(call.callee) === fn || call.type === 'NewExpression') return true;
  return SYNCHRONOUS.test(methodName(call));
}

/** `async () => { await connect(); app.use(...) }`: what follows the `await` is deferred. */
function awaitsBefore(fn: AnyFunction, node: t.Node): boolean {
  if (!fn.async || fn.body.type !== 'BlockStatement') return false;
  const isBefore = (inner: t.Node): boolean => startOf(inner) < startOf(node);
  return fn.body.body.some((statement) =>
    someNode(
      statement,
      (inner) => inner.type === 'AwaitExpression' && isBefore(inner),
      (inner) => !isFunction(inner) && isBefore(inner),
    ),
  );
}

/** `connect().then(start)`: a function that is passed to a call by its name. */
function isPassedByName(file: SourceFile, fn: AnyFunction): boolean {
  const parent = file.index.parents.get(fn);
  const id = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' ? parent.id : undefined;
  const binding = id?.type === 'Identifier' ? file.index.resolve(id) : undefined;
  return (
    binding?.references.some((reference) => {
      const call = file.index.parents.get(reference);
      return call !== undefined && isCall(call) && call.callee !== reference;
    }) ?? false
  );
}

/**
 * Whether code has always run when other code runs, by the functions that defer each: those of the first are the
 * outermost of the second.
 */
export function hasRunBefore(first: t.Node[], second: t.Node[]): boolean {
  return first.every((fn, index) => fn === second[index]);
}
