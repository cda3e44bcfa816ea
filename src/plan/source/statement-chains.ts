import type * as t from '@babel/types';
import { isCall, isFunction, isMember, someNode } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';

/** A statement such as `client.on('error', log).connect()`, which only calls methods of one object. */
export interface StatementChain {
  statement: t.Node;
  /** Whether its callbacks only log, and it can be removed alone. */
  removable: boolean;
}

/** The chain that starts at a reference; undefined when the reference is used in any other way. */
export function statementChain(file: SourceFile, reference: t.Node): StatementChain | undefined {
  let at: t.Node = reference;
  let removable = true;
  for (;;) {
    const parent = file.index.parents.get(at);
    if (!parent) return undefined;
    if (parent.type === 'ExpressionStatement') {
      // The only statement of an `if` cannot be removed alone.
      const block = file.index.parents.get(parent)?.type;
      removable &&= block === 'Program' || block === 'BlockStatement';
      return at === reference ? undefined : { statement: tryAround(file, parent), removable };
    }
    const linked =
      (isMember(parent) && parent.object === at) ||
      (isCall(parent) && parent.callee === at) ||
      parent.type === 'AwaitExpression' ||
      (parent.type === 'UnaryExpression' && parent.operator === 'void');
    if (!linked) return undefined;
    if (isCall(parent)) removable &&= parent.arguments.every((argument) => onlyLogs(file, argument));
    at = parent;
  }
}

/** The statement, or the `try` around it when the rest of it only logs or ends the process. */
function tryAround(file: SourceFile, statement: t.Statement): t.Statement {
  const block = file.index.parents.get(statement);
  const outer = block && file.index.parents.get(block);
  if (outer?.type !== 'TryStatement' || outer.block !== block || outer.finalizer) return statement;
  const others = [...outer.block.body, ...(outer.handler?.body.body ?? [])].filter((one) => one !== statement);
  return others.every((one) => one.type === 'ExpressionStatement' && isLog(file, one.expression)) ? outer : statement;
}

function isLog(file: SourceFile, node: t.Node): boolean {
  return isCall(node) && LOGGING.test(textOf(file, node.callee)) && !node.arguments.some(isCall);
}

/** The statement of a block or of the file that contains a node. */
export function statementOf(file: SourceFile, node: t.Node): t.Node {
  const parent = file.index.parents.get(node);
  return !parent || parent.type === 'Program' || parent.type === 'BlockStatement' ? node : statementOf(file, parent);
}

const LOGGING = /^(console|log|logger|winston|debug|process\.(exit|std(err|out)))\b/;

/** Whether an argument is a value without side effects, or a function that only logs or ends the process. */
function onlyLogs(file: SourceFile, node: t.Node): boolean {
  if (!isFunction(node)) return !isCall(node) && (node.type !== 'Identifier' || LOGGING.test(node.name));
  return !someNode(node.body, (inner) =>
    isCall(inner) ? !LOGGING.test(textOf(file, inner.callee)) : inner.type === 'AssignmentExpression',
  );
}
