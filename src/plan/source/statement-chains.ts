import type * as t from '@babel/types';
import { forEachChild, isCall, isFunction, isMember } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';

/** A statement such as `client.on('error', log).connect()`, which does nothing but call methods of one name. */
export interface StatementChain {
  statement: t.Node;
  /** Its callbacks only report, and the statement can be removed alone. */
  harmless: boolean;
}

/** The chain that starts at a reference; undefined where the reference is used in any other way. */
export function statementChain(file: SourceFile, reference: t.Node): StatementChain | undefined {
  let at: t.Node = reference;
  let harmless = true;
  for (;;) {
    const parent = file.index.parents.get(at);
    if (!parent) return undefined;
    if (parent.type === 'ExpressionStatement') {
      // The only statement of an `if` cannot be removed alone.
      const block = file.index.parents.get(parent)?.type;
      harmless &&= block === 'Program' || block === 'BlockStatement';
      return at === reference ? undefined : { statement: parent, harmless };
    }
    const linked =
      (isMember(parent) && parent.object === at) ||
      (isCall(parent) && parent.callee === at) ||
      parent.type === 'AwaitExpression' ||
      (parent.type === 'UnaryExpression' && parent.operator === 'void');
    if (!linked) return undefined;
    if (isCall(parent)) harmless &&= parent.arguments.every((argument) => onlyReports(file, argument));
    at = parent;
  }
}

const REPORT = /^(console|log|logger|winston|debug|process\.(exit|std(err|out)))\b/;

/** A value, or a function that only writes to a log or ends the process. */
function onlyReports(file: SourceFile, node: t.Node): boolean {
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
