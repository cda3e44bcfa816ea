import type * as t from '@babel/types';
import type { AppFact } from '../express/middleware.ts';
import { elementsOf } from '../program/array-elements.ts';
import type { Evaluator } from '../program/evaluator.ts';
import type { Order } from '../program/execution-order.ts';
import { inTests } from '../program/test-branches.ts';
import { flatten, isNothing, isPackage, rootPackage, type Value } from '../program/value.ts';
import { type Call, isMember, keyName, propertyOf, unwrap } from '../syntax/ast.ts';
import { requestsOf } from '../syntax/modules.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';
import { earlyReaders } from './early-readers.ts';
import type { MongoStoreUse, SessionFact, StoreFact } from './session.ts';
import { constructionFact, constructionsOf, storePackage } from './stores.ts';

/** Every `session(...)` of express-session, or of cookie-session, in the reached files. */
export function findSessions(
  evaluator: Evaluator,
  order: Order,
  apps: AppFact[],
  library = 'express-session',
): SessionFact[] {
  const found: SessionFact[] = [];
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) {
      if (!isPackage(evaluator.evaluate(file, node.callee), library)) continue;
      if (isFactoryCall(evaluator, file, node, library)) continue;
      found.push(sessionFact(evaluator, order, apps, file, node));
    }
  }
  return found;
}

// `require('express-session')` is a call whose callee is `require`; `connectMongo(session)` only names it.
function isFactoryCall(evaluator: Evaluator, file: SourceFile, node: Call, library: string): boolean {
  return rootPackage(evaluator.evaluate(file, node))?.name !== library;
}

function sessionFact(evaluator: Evaluator, order: Order, apps: AppFact[], file: SourceFile, node: Call): SessionFact {
  const value = argumentOf(evaluator, file, node);
  const { options, shape } = value ? objectOf(evaluator, value) : { options: undefined, shape: 'none' as const };
  const places = value && options ? storeValuesOf(evaluator, value) : assignedStores(file, node);
  const stores = places.flatMap((place) => storesIn(evaluator, place.file, place.node));
  // A MemoryStore next to another one is for development: the other one is what sessions are kept in.
  const lasting = stores.filter((store) => store.package !== 'express-session');
  const store = lasting.find((one) => one.package === 'connect-mongo') ?? lasting[0] ?? stores[0];
  const others = lasting.filter(({ node }, index) => lasting.findIndex((one) => one.node === node) === index);
  const made = [options ?? { file, node }, ...(store?.call ? [{ file: store.file, node: store.call }] : [])];
  return {
    file,
    node,
    shape,
    options,
    store,
    otherStores: others.filter((one) => one.node !== store?.node),
    ...mountOf(evaluator, apps, node),
    inTests: inTests(evaluator, file, node),
    made: made.map((place) => ({ file: place.file, moment: order.moment(place.file, place.node) })),
  };
}

function argumentOf(evaluator: Evaluator, file: SourceFile, node: Call): Value | undefined {
  const [argument] = node.arguments;
  if (!argument) return undefined;
  return evaluator.argumentsPassedTo(
    evaluator.evaluate(file, argument.type === 'SpreadElement' ? argument.argument : argument),
  )[0];
}

/** The literal that holds the options: itself, the last one that is merged, or a branch. */
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

/** Every `store` in what options are made of: properties, spreads, what is merged, and assignments anywhere. */
function storeValuesOf(evaluator: Evaluator, value: Value, depth = 0): Place[] {
  if (value.kind === 'either') return value.options.flatMap((option) => storeValuesOf(evaluator, option, depth));
  if ((value.kind !== 'object' && value.kind !== 'call') || depth > 5) return [];
  const { file, node } = value;
  const assigned = assignedTo(evaluator, node, depth);
  const property = node.type === 'ObjectExpression' ? propertyOf(node, 'store') : undefined;
  if (property?.type === 'ObjectProperty') return [{ file, node: property.value }, ...assigned];
  const parts =
    node.type === 'ObjectExpression'
      ? node.properties.flatMap((one) => (one.type === 'SpreadElement' ? one.argument : []))
      : node.arguments;
  return [...parts.flatMap((part) => storesWithin(evaluator, file, part, depth)), ...assigned];
}

function storesWithin(evaluator: Evaluator, file: SourceFile, node: t.Node, depth: number): Place[] {
  return evaluator
    .argumentsPassedTo(evaluator.evaluate(file, node))
    .flatMap((value) => storeValuesOf(evaluator, value, depth + 1));
}

/** `options.store = ...` and `Object.assign(options, { store: ... })`, for the options that `made` makes. */
function assignedTo(evaluator: Evaluator, made: t.Node, depth: number): Place[] {
  const found: Place[] = [];
  const isTarget = (file: SourceFile, node: t.Node): boolean =>
    evaluator
      .argumentsPassedTo(evaluator.evaluate(file, node))
      .flatMap(flatten)
      .some((value) => 'node' in value && value.node === made);
  for (const file of evaluator.graph.files) {
    for (const { left, right } of file.index.assignments)
      if (isMember(left) && keyName(left) === 'store' && isTarget(file, left.object)) found.push({ file, node: right });
    for (const call of file.index.calls) {
      const [target, ...merged] = call.arguments;
      if (!target || call === made || !isMember(call.callee) || !MERGES.has(keyName(call.callee) ?? '')) continue;
      if (isTarget(file, target)) found.push(...merged.flatMap((part) => storesWithin(evaluator, file, part, depth)));
    }
  }
  return found;
}

const MERGES = new Set(['assign', 'assignIn', 'extend', 'merge']);

/** `options = config.get('session')` with `options.store = ...`: all that can be seen of such options. */
function assignedStores(file: SourceFile, node: Call): Place[] {
  const [argument] = node.arguments;
  const options = argument?.type === 'Identifier' ? file.index.resolve(argument) : undefined;
  if (!options) return [];
  return file.index.assignments.flatMap(({ left, right }) => {
    const object = isMember(left) && keyName(left) === 'store' ? unwrap(left.object) : undefined;
    return object?.type === 'Identifier' && file.index.resolve(object) === options ? { file, node: right } : [];
  });
}

/** What an expression in the place of a store is: one store, one of several, or none. */
function storesIn(evaluator: Evaluator, file: SourceFile, node: t.Node): StoreFact[] {
  const values = evaluator.argumentsPassedTo(evaluator.evaluate(file, node)).flatMap(flatten);
  const calls = values.filter((value) => value.kind === 'call').flatMap((whole) => constructionsOf(evaluator, whole));
  const known = calls.filter(({ made }) => rootPackage(made));
  const chosen = known.length > 0 ? known : calls.slice(0, 1);
  if (chosen.length > 0) return chosen.map(({ made, whole }) => constructionFact(evaluator, made, whole));
  if (values.every(isNothing)) return [];
  const loaded = values.find((value) => value.kind === 'package');
  return [
    {
      file,
      node,
      package: loaded && storePackage(loaded),
      call: undefined,
      options: undefined,
      spreads: [],
      unseen: [],
    },
  ];
}

/** The `use` whose handlers hold this call, directly or through a name. */
function mountOf(evaluator: Evaluator, apps: AppFact[], session: Call): Pick<SessionFact, 'mounted' | 'early'> {
  for (const app of apps) {
    for (const fact of app.middleware) {
      if (fact.method !== 'use') continue;
      const inside = fact.node.arguments.some(
        (argument) =>
          contains(fact.file, argument, session) ||
          evaluator
            .argumentsPassedTo(evaluator.evaluate(fact.file, argument))
            .flatMap((value) => elementsOf(evaluator, value) ?? [value])
            .some((value) => flatten(value).some((option) => option.kind === 'call' && option.node === session)),
      );
      if (inside) return { mounted: fact, early: earlyReaders(evaluator, app, fact) };
    }
  }
  return { mounted: undefined, early: [] };
}

function contains(file: SourceFile, outer: t.Node, inner: t.Node): boolean {
  for (let at: t.Node | undefined = inner; at; at = file.index.parents.get(at)) if (at === outer) return true;
  return false;
}

/** Every place that loads or uses connect-mongo. */
export function findMongoStores(evaluator: Evaluator): MongoStoreUse[] {
  const uses: MongoStoreUse[] = [];
  for (const file of evaluator.graph.files) {
    const loads = requestsOf(file)
      .filter(({ specifier, typeOnly }) => !typeOnly && /^connect-mongo(\/.*)?$/.test(specifier))
      .map(({ node }) => node);
    const use: MongoStoreUse = { file, loads, factories: [], constructions: [] };
    for (const node of file.index.calls) {
      const callee = evaluator.evaluate(file, node.callee);
      if (!/^connect-mongo(\/|$)/.test(rootPackage(callee)?.name ?? '') || loads.includes(node)) continue;
      const value = evaluator.evaluate(file, node);
      const whole = callee.kind === 'package' && callee.path.length === 0;
      const named = callee.kind === 'package' && /(^|\.)(MongoStore|create)$/.test(callee.path.join('.'));
      const made = callee.kind === 'call' || (callee.kind === 'member' && callee.name === 'create');
      if (whole && node.type !== 'NewExpression') use.factories.push(node);
      else if ((named || made || node.type === 'NewExpression') && value.kind === 'call')
        use.constructions.push(constructionFact(evaluator, value));
    }
    if (use.loads.length + use.factories.length + use.constructions.length > 0) uses.push(use);
  }
  return uses;
}
