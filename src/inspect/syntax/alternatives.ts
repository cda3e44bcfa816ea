import type * as t from '@babel/types';
import { isCall, isFunction, isMember, keyName } from './ast.ts';
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

/** Whether a branch or a `catch` around a node decides if it runs, up to the top of its file. */
export function isConditional({ file: { index }, node }: Place): boolean {
  for (let at = node, parent = index.parents.get(at); parent; at = parent, parent = index.parents.get(at)) {
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if (at !== parent.test) return true;
    } else if (parent.type === 'LogicalExpression') {
      if (at === parent.right) return true;
    } else if (parent.type === 'AssignmentExpression') {
      if (parent.operator !== '=') return true;
    } else if (parent.type === 'SwitchCase' || parent.type === 'CatchClause') return true;
    else if (isCall(parent) && isMember(parent.callee) && keyName(parent.callee) === 'catch') {
      if (at !== parent.callee) return true;
    }
  }
  return false;
}
