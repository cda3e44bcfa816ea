import type * as t from '@babel/types';
import { endOf, isCall, isFunction, startOf } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Evaluator } from './evaluator.ts';

/**
 * The execution position of a node: source offsets of the imports, calls and statements on the way from the entry file.
 * Positions compare like version numbers, see `runsBefore`.
 */
export type Position = number[];

/**
 * Where a node runs among the reached code, derived from imports and calls. A callback counts as run where it is written.
 */
export function positionOf(evaluator: Evaluator, file: SourceFile, node: t.Node, seen = new Set<t.Node>()): Position {
  const here = offsetOf(file, node);
  const fn = enclosing(evaluator, file, node);
  const site = fn && !seen.has(fn) ? evaluator.callSites(fn)[0] : undefined;
  if (fn) seen.add(fn);
  const outer = site ? positionOf(evaluator, site.file, site.node, seen) : loaded(evaluator, file, seen);
  return [...outer, here];
}

function loaded(evaluator: Evaluator, file: SourceFile, seen: Set<t.Node>): Position {
  const { graph } = evaluator;
  const link = graph.firstLink.get(graph.disk.absolute(file.path));
  if (!link || seen.has(link.node)) return [];
  seen.add(link.node);
  return positionOf(evaluator, link.from, link.node, seen);
}

/** The named function around a node, which runs where it is called; an inline callback or an IIFE runs where it is written. */
function enclosing(evaluator: Evaluator, file: SourceFile, node: t.Node): t.Node | undefined {
  const { parents } = file.index;
  for (let at = parents.get(node); at; at = parents.get(at)) {
    if (!isFunction(at)) continue;
    let holder = parents.get(at);
    while (holder?.type === 'ParenthesizedExpression') holder = parents.get(holder);
    const inline = holder && (isCall(holder) || (holder.type === 'MemberExpression' && holder.object !== at));
    if (inline) continue;
    return at.type === 'ClassMethod' && at.kind === 'constructor' ? constructorKey(evaluator, file, at) : at;
  }
  return undefined;
}

// Call sites of a class without a constructor are recorded for the class itself.
function constructorKey(evaluator: Evaluator, file: SourceFile, method: t.Node): t.Node {
  if (evaluator.callSites(method).length > 0) return method;
  const body = file.index.parents.get(method);
  return (body && file.index.parents.get(body)) ?? method;
}

// In a chain `app.use(a).use(b)` both calls start at `app`: the end of the callee tells them apart.
function offsetOf(file: SourceFile, node: t.Node): number {
  if (node.type === 'ImportDeclaration' && file.hoists) return startOf(node) - file.text.length;
  return isCall(node) && node.type !== 'NewExpression' ? endOf(node.callee) : startOf(node);
}

/** Compares two positions level by level. */
export function runsBefore(a: Position, b: Position): boolean {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return a.length < b.length;
}
