import type { Node } from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { contains, isCall, isFunction, isMember, keyName, methodName } from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';

const ENDS = /\b(throw|exit|exitCode|reject|abort|kill)\b/;

/** The handler after which the app goes on without its connection, in this function or around its only call. */
export function survivedFailure(
  evaluator: Evaluator,
  file: SourceFile,
  connection: Node,
  seen = new Set<Node>(),
): Place | undefined {
  const { parents } = file.index;
  if (seen.has(connection)) return undefined;
  seen.add(connection);
  for (let at = connection, parent = parents.get(at); parent; at = parent, parent = parents.get(at)) {
    if (isFunction(parent)) {
      const [site, other] = evaluator.callSites(parent);
      return site && !other ? survivedFailure(evaluator, site.file, site.node, seen) : undefined;
    }
    // `const connected = mongoose.connect(url); connected.then(start, log)`
    if (parent.type === 'VariableDeclarator' && parent.init === connection && parent.id.type === 'Identifier') {
      const { references = [] } = file.index.resolve(parent.id) ?? {};
      return references.map((one) => survivedFailure(evaluator, file, one, seen)).find((found) => found !== undefined);
    }
    const outer = isMember(parent) ? parents.get(parent) : undefined;
    const call = outer && isCall(outer) ? outer : undefined;
    const method = call && isMember(parent) ? keyName(parent) : undefined;
    const passed = call?.arguments ?? [];
    const handles = method === 'catch' || method === 'then' || parent.type === 'TryStatement';
    // `connect().then(() => app.listen())`: without the connection, the app does not listen.
    if (handles && [at, ...passed].some((one) => listensIn(file, one))) return undefined;
    const caught = parent.type === 'TryStatement' && parent.block === at ? parent.handler : undefined;
    const handler = method === 'catch' ? passed[0] : method === 'then' ? passed[1] : caught;
    const declared = handler && file.index.initializerOf(handler);
    if (declared) return ENDS.test(textOf(file, declared)) ? undefined : { file, node: declared };
  }
  return undefined;
}

function listensIn({ index }: SourceFile, node: Node): boolean {
  return index.calls.some((call) => methodName(call) === 'listen' && contains(node, call));
}
