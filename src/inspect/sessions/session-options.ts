import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { unionMembers, type Value } from '../program/value.ts';
import { type Call, isMember, keyName, methodName, optionValue, unwrap } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';
import type { SessionFact } from './session.ts';

interface SessionOptions extends Pick<SessionFact, 'options' | 'shape'> {
  /** The expressions that `store` may be. */
  stores: Place[];
}

/** The options of a `session(...)`, as far as the source tells. */
export function sessionOptions(evaluator: Evaluator, file: SourceFile, node: Call): SessionOptions {
  const value = argumentOf(evaluator, file, node);
  const { options, shape } = value ? objectOf(evaluator, value) : { options: undefined, shape: 'none' as const };
  return {
    options,
    shape,
    stores: value && options ? storeValuesOf(evaluator, value) : storesAssignedTo(file, node),
  };
}

function argumentOf(evaluator: Evaluator, file: SourceFile, node: Call): Value | undefined {
  const [argument] = node.arguments;
  if (!argument) return undefined;
  return evaluator.valuesOf(file, argument.type === 'SpreadElement' ? argument.argument : argument)[0];
}

/** The object literal of the options: the value itself, or the last one that is merged. */
function objectOf(evaluator: Evaluator, value: Value): Pick<SessionFact, 'options' | 'shape'> {
  if (value.kind === 'object') {
    const spread = value.node.properties.some((property) => property.type === 'SpreadElement');
    return { options: { file: value.file, node: value.node }, shape: spread ? 'computed' : 'literal' };
  }
  if (value.kind === 'call') {
    const { file } = value;
    const literals = value.node.arguments
      .map((argument) => evaluator.evaluate(file, argument))
      .filter((argument) => argument.kind === 'object' && argument.node.properties.length > 0);
    const last = literals.at(-1);
    if (last?.kind === 'object') return { options: { file: last.file, node: last.node }, shape: 'computed' };
  }
  return { options: undefined, shape: 'computed' };
}

/** Every value of `store` in the options: properties, spreads, merged objects, and assignments anywhere. */
function storeValuesOf(evaluator: Evaluator, value: Value, depth = 0): Place[] {
  if (value.kind === 'union') return value.options.flatMap((option) => storeValuesOf(evaluator, option, depth));
  if ((value.kind !== 'object' && value.kind !== 'call') || depth > 5) return [];
  const { file, node } = value;
  const assigned = storesMergedInto(evaluator, node, depth);
  const store = optionValue(node, 'store');
  if (store) return [{ file, node: store }, ...assigned];
  const parts =
    node.type === 'ObjectExpression'
      ? node.properties.flatMap((one) => (one.type === 'SpreadElement' ? one.argument : []))
      : node.arguments;
  return [...parts.flatMap((part) => storesWithin(evaluator, file, part, depth)), ...assigned];
}

function storesWithin(evaluator: Evaluator, file: SourceFile, node: t.Node, depth: number): Place[] {
  return evaluator.valuesOf(file, node).flatMap((value) => storeValuesOf(evaluator, value, depth + 1));
}

/** `options.store = ...` and `Object.assign(options, { store: ... })`, for the options that `options` creates. */
function storesMergedInto(evaluator: Evaluator, options: t.Node, depth: number): Place[] {
  const found: Place[] = [];
  const isTarget = (file: SourceFile, node: t.Node): boolean =>
    evaluator
      .valuesOf(file, node)
      .flatMap(unionMembers)
      .some((value) => 'node' in value && value.node === options);
  for (const file of evaluator.graph.files) {
    for (const { left, right } of file.index.assignments)
      if (isMember(left) && keyName(left) === 'store' && isTarget(file, left.object)) found.push({ file, node: right });
    for (const call of file.index.calls) {
      const [target, ...merged] = call.arguments;
      if (!target || call === options || !MERGES.has(methodName(call))) continue;
      if (isTarget(file, target)) found.push(...merged.flatMap((part) => storesWithin(evaluator, file, part, depth)));
    }
  }
  return found;
}

const MERGES = new Set(['assign', 'assignIn', 'extend', 'merge']);

/** The assignments `options.store = ...` to options whose value is unknown, such as `config.get('session')`. */
function storesAssignedTo(file: SourceFile, node: Call): Place[] {
  const [argument] = node.arguments;
  const options = argument?.type === 'Identifier' ? file.index.resolve(argument) : undefined;
  if (!options) return [];
  return file.index.assignments.flatMap(({ left, right }) => {
    const object = isMember(left) && keyName(left) === 'store' ? unwrap(left.object) : undefined;
    return object?.type === 'Identifier' && file.index.resolve(object) === options ? { file, node: right } : [];
  });
}
