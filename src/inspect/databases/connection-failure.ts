import type { Node } from '@babel/types';
import { isCall, isFunction, isMember, keyName } from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';

const ENDS = /\b(throw|exit|exitCode|reject|abort|kill)\b/;

/** The `catch` after which the app goes on without its connection. */
export function survivedFailure(file: SourceFile, connection: Node): Place | undefined {
  const { parents } = file.index;
  for (
    let at = connection, parent = parents.get(at);
    parent && !isFunction(parent);
    at = parent, parent = parents.get(at)
  ) {
    const call = parents.get(parent);
    const isCatch = isMember(parent) && keyName(parent) === 'catch' && call !== undefined && isCall(call);
    const handler = isCatch
      ? call.arguments[0]
      : parent.type === 'TryStatement' && parent.block === at
        ? parent.handler
        : undefined;
    const declared = handler?.type === 'Identifier' ? file.index.resolve(handler)?.init : handler;
    if (declared) return ENDS.test(textOf(file, declared)) ? undefined : { file, node: declared };
  }
  return undefined;
}
