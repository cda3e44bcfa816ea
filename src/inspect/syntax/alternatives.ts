import type * as t from '@babel/types';
import { isFunction } from './ast.ts';
import type { Place } from './source-file.ts';

/**
 * Whether at most one of two places runs: two branches of an `if`, a `?:` or a `switch`, a `try` and its `catch`, or two
 * functions of one file, as in `if (url) withRedis(app); else withMemory(app);`.
 */
export function areAlternatives(one: Place, other: Place): boolean {
  if (one.file !== other.file) return false;
  const [first, second] = [path(one), path(other)];
  const at = first.findIndex((node, index) => node !== second[index]);
  const [parent, mine, theirs] = [first[at - 1], first[at], second[at]];
  if (!parent || !mine || !theirs) return false;
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression')
    return mine !== parent.test && theirs !== parent.test;
  if (parent.type === 'SwitchStatement' || parent.type === 'TryStatement') return true;
  return isNamed(mine) && isNamed(theirs);
}

/** The ancestors of a node, the program first. */
function path({ file, node }: Place): t.Node[] {
  const nodes: t.Node[] = [];
  for (let at: t.Node | undefined = node; at; at = file.index.parents.get(at)) nodes.unshift(at);
  return nodes;
}

/** Whether a function is called by name; a callback runs with the code around it. */
function isNamed(node: t.Node): boolean {
  return (
    isFunction(node) &&
    (node.type === 'FunctionDeclaration' || node.type.startsWith('Class') || node.type === 'ObjectMethod')
  );
}
