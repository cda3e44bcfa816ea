import type * as t from '@babel/types';
import { type Call, isCall, isFunction, isMember, keyName, someNode, stringValue } from './ast.ts';
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

/** Whether a branch, a `catch` or an earlier `return` decides if a node runs, up to the top of its file. */
export function isConditional({ file: { index }, node }: Place): boolean {
  for (let at = node, parent = index.parents.get(at); parent; at = parent, parent = index.parents.get(at))
    if (decides(parent, at)) return true;
  return false;
}

/** Whether a node decides if a child of it runs. */
function decides(parent: t.Node, child: t.Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return child !== parent.test;
    case 'LogicalExpression':
      return child === parent.right;
    case 'AssignmentExpression':
      return parent.operator !== '=';
    case 'SwitchCase':
    case 'CatchClause':
      return true;
    case 'BlockStatement':
      return parent.body.slice(0, parent.body.indexOf(child as t.Statement)).some(mayReturn);
    default:
      return isCall(parent) && isMember(parent.callee) && isForErrors(parent, parent.callee, child);
  }
}

/** Whether a child of a call is its callback for errors: `.catch(f)`, `.then(_, f)`, `.on('error', f)`. */
function isForErrors({ arguments: given }: Call, callee: t.Node, child: t.Node): boolean {
  const method = isMember(callee) ? keyName(callee) : undefined;
  const index = given.indexOf(child as t.Expression);
  if (method === 'catch') return index === 0;
  return index === 1 && (method === 'then' || stringValue(given[0]) === 'error');
}

/** Whether a statement may end the function that it is in without an error. */
function mayReturn(node: t.Node): boolean {
  return someNode(
    node,
    ({ type }) => type === 'ReturnStatement',
    (inner) => !isFunction(inner),
  );
}
