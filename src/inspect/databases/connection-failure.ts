import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { contains, isCall, isFunction, isMember, keyName, methodName } from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';

const ENDS = /\b(throw|exit|exitCode|reject|abort|kill)\b/;

/** The `catch` after which the app goes on without its connection, in this function or around its only call. */
export function survivedFailure(evaluator: Evaluator, file: SourceFile, connection: Node): Place | undefined {
  const { parents } = file.index;
  for (let at = connection, parent = parents.get(at); parent; at = parent, parent = parents.get(at)) {
    if (isFunction(parent)) {
      const [site, other] = evaluator.callSites(parent);
      return site && !other && site.node !== connection ? survivedFailure(evaluator, site.file, site.node) : undefined;
    }
    const call = parents.get(parent);
    const isCatch = isMember(parent) && keyName(parent) === 'catch' && call !== undefined && isCall(call);
    // `connect().then(() => app.listen())`: without the connection, the app does not listen.
    if ((isCatch || parent.type === 'TryStatement') && listensIn(file, at)) return undefined;
    const caught = parent.type === 'TryStatement' && parent.block === at ? parent.handler : undefined;
    const handler = isCatch ? call.arguments[0] : caught;
    const declared = handler && file.index.initializerOf(handler);
    if (declared) return ENDS.test(textOf(file, declared)) ? undefined : { file, node: declared };
  }
  return undefined;
}

function listensIn({ index }: SourceFile, node: Node): boolean {
  return index.calls.some((call) => methodName(call) === 'listen' && contains(node, call));
}
