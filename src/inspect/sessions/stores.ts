import type * as t from '@babel/types';
import { emittersOf } from '../program/emitters.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { inTests } from '../program/test-branches.ts';
import { type CallValue, isAbsent, rootPackage, unionMembers, type Value } from '../program/value.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { StoreFact } from './session.ts';
import { spreadsOf } from './spread-options.ts';

/** `connect-mongo/es5` was a build of connect-mongo 1. */
function storePackage(value: Value): string | undefined {
  const name = rootPackage(value)?.name;
  return name?.startsWith('connect-mongo/') ? 'connect-mongo' : name;
}

/** The calls that create a store in a chain that adds listeners; `whole` is the chain. */
function constructionsOf(evaluator: Evaluator, whole: CallValue): { made: CallValue; whole: CallValue }[] {
  const made = emittersOf(evaluator, whole).filter((value) => value.kind === 'call');
  return (made.length > 0 ? made : [whole]).map((one) => ({ made: one, whole }));
}

/**
 * The store that a call creates.
 * @param whole the expression that the store is used by, when listeners are chained to the call
 */
export function storeFact(evaluator: Evaluator, made: CallValue, whole = made): StoreFact {
  const [argument] = made.node.arguments;
  const values = made.node.arguments.flatMap((one) =>
    one.type === 'SpreadElement' ? [] : evaluator.valuesOf(made.file, one).slice(0, 1),
  );
  const value = values.find(({ kind }) => kind === 'object');
  const name = storePackage(made) ?? parentPackage(evaluator, made.callee);
  const isKnown = name !== undefined || /^(class|function)$/.test(made.callee.kind);
  const unresolved = argument ? [{ file: made.file, node: argument }] : [];
  return {
    file: whole.file,
    node: whole.node,
    package: name,
    call: isKnown ? made.node : undefined,
    inTests: inTests(evaluator, whole.file, whole.node),
    ...(value?.kind === 'object'
      ? { options: { file: value.file, node: value.node }, ...spreadsOf(evaluator, value.file, value.node) }
      : { options: undefined, spreads: [], unresolved }),
  };
}

/** `class OurStore extends MongoStore` is a connect-mongo store. */
export function parentPackage(evaluator: Evaluator, value: Value, depth = 0): string | undefined {
  if (value.kind !== 'class' || !value.node.superClass || depth > 4) return undefined;
  const parent = evaluator.evaluate(value.file, value.node.superClass);
  const name = rootPackage(parent)?.name;
  // A class on express-session's own Store is a store of the project, not a MemoryStore.
  return name === 'express-session' ? undefined : (name ?? parentPackage(evaluator, parent, depth + 1));
}

/**
 * The stores that an expression may be, of any package or class of the project; empty for `undefined` and `null`.
 */
export function storesIn(evaluator: Evaluator, file: SourceFile, node: t.Node): StoreFact[] {
  const values = evaluator.valuesOf(file, node).flatMap(unionMembers);
  const calls = values.filter((value) => value.kind === 'call').flatMap((whole) => constructionsOf(evaluator, whole));
  const known = calls.filter(({ made }) => rootPackage(made));
  const chosen = known.length > 0 ? known : calls.slice(0, 1);
  if (chosen.length > 0) return chosen.map(({ made, whole }) => storeFact(evaluator, made, whole));
  if (values.every(isAbsent)) return [];
  const loaded = values.find((value) => value.kind === 'package');
  return [
    {
      file,
      node,
      package: loaded && storePackage(loaded),
      call: undefined,
      options: undefined,
      spreads: [],
      unresolved: [],
      inTests: inTests(evaluator, file, node),
    },
  ];
}
