import { isMember, keyName } from '../syntax/ast.ts';
import type { Evaluator } from './evaluator.ts';
import type { Value } from './value.ts';

/** Methods that return an array of the same elements, or of some of them. */
const COPIES = new Set(['filter', 'concat', 'flat', 'slice', 'reverse', 'sort', 'toReversed', 'toSorted']);

/** The elements of an array, followed through methods that copy, filter and fill it; undefined for any other value. */
export function elementsOf(evaluator: Evaluator, value: Value, depth = 0): Value[] | undefined {
  if (!('node' in value) || depth > 8) return undefined;
  const { file, node } = value;
  const each = (item: typeof node): Value[] => {
    const spread = item.type === 'SpreadElement' ? item.argument : undefined;
    const inner = evaluator.evaluate(file, spread ?? item);
    return evaluator.argumentsPassedTo(inner).flatMap((one) => elementsOf(evaluator, one, depth + 1) ?? [one]);
  };
  if (node.type === 'ArrayExpression')
    return [...node.elements.flatMap((item) => (item ? each(item) : [])), ...pushedTo(evaluator, node)];
  if (value.kind !== 'call' || !isMember(value.node.callee)) return undefined;
  const method = keyName(value.node.callee) ?? '';
  if (!COPIES.has(method)) return undefined;
  const list = elementsOf(evaluator, evaluator.evaluate(file, value.node.callee.object), depth + 1);
  return list && [...list, ...(method === 'concat' ? value.node.arguments.flatMap(each) : [])];
}

/** What `list.push(...)` adds anywhere. */
function pushedTo(evaluator: Evaluator, list: object): Value[] {
  return evaluator.graph.files.flatMap((file) =>
    file.index.calls.flatMap(({ callee, arguments: added }) => {
      if (!isMember(callee) || !/^(push|unshift)$/.test(keyName(callee) ?? '')) return [];
      const target = evaluator.evaluate(file, callee.object);
      if (!('node' in target) || target.node !== list) return [];
      return added.map((item) => evaluator.evaluate(file, item.type === 'SpreadElement' ? item.argument : item));
    }),
  );
}
