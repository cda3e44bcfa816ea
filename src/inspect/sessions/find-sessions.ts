import type * as t from '@babel/types';
import type { AppFact } from '../express/middleware.ts';
import { elementsOf } from '../program/array-elements.ts';
import { deferringFunctions, hasRunBefore } from '../program/deferred-code.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { positionOf } from '../program/execution-order.ts';
import { inTests } from '../program/test-branches.ts';
import { isPackage, unionMembers } from '../program/value.ts';
import type { Call } from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf, uniquePlaces } from '../syntax/source-file.ts';
import { findEarlyReaders } from './early-readers.ts';
import { isMemoryStore } from './live-sessions.ts';
import type { SessionFact, StoreFact } from './session.ts';
import { sessionOptions } from './session-options.ts';
import { storesIn } from './stores.ts';

/** Every `session(...)` of a package in the reached files. */
export function findSessions(evaluator: Evaluator, apps: AppFact[], library = 'express-session'): SessionFact[] {
  const found: SessionFact[] = [];
  for (const file of evaluator.graph.files) {
    for (const node of file.index.calls) {
      if (isPackage(evaluator.evaluate(file, node.callee), library))
        found.push({ ...sessionFact(evaluator, apps, file, node), library });
    }
  }
  return found;
}

/** Where express-session itself, not its result, is passed to a function of the app, or in an object to any function. */
export function handedSession(evaluator: Evaluator): Place | undefined {
  for (const file of evaluator.graph.files)
    for (const node of file.index.identifiers) {
      const holder = file.index.parents.get(node);
      const isProperty = holder?.type === 'ObjectProperty' && holder.value === node;
      const object = isProperty ? file.index.parents.get(holder) : undefined;
      const call = object ? file.index.parents.get(object) : holder;
      if (call?.type !== 'CallExpression' || call.callee === node) continue;
      if (!object && evaluator.evaluate(file, call.callee).kind !== 'function') continue;
      if (isPackage(evaluator.evaluate(file, node), 'express-session')) return { file, node };
    }
  return undefined;
}

function sessionFact(
  evaluator: Evaluator,
  apps: AppFact[],
  file: SourceFile,
  node: Call,
): Omit<SessionFact, 'library'> {
  const { options, shape, stores: places } = sessionOptions(evaluator, file, node);
  const stores = places.flatMap((place) => storesIn(evaluator, place.file, place.node));
  const lasting = stores.filter((store) => !isMemoryStore(store));
  const store = lasting.find((one) => one.package === 'connect-mongo') ?? lasting[0] ?? stores[0];
  const evaluated = [options ?? { file, node }, ...(store?.call ? [{ file: store.file, node: store.call }] : [])];
  return {
    file,
    node,
    shape,
    options,
    store,
    otherStores: uniquePlaces(lasting).filter((one) => one.node !== store?.node),
    memoryStores: store && isMemoryStore(store) ? [] : stores.filter(isMemoryStore),
    opaqueStore: stores.find((one) => isOpaque(evaluator, one, { file, node })),
    ...mountOf(evaluator, apps, node),
    inTests: inTests(evaluator, file, node),
    evaluatedAt: evaluated.map((place) => ({
      file: place.file,
      position: positionOf(evaluator, place.file, place.node),
    })),
  };
}

/** Whether a store is assigned after session() is called, or to the variable that held its class. */
function isOpaque(evaluator: Evaluator, store: StoreFact, session: Place): boolean {
  const parent = store.file.index.parents.get(store.node);
  if (parent?.type !== 'AssignmentExpression') return false;
  if (store.call && textOf(store.file, store.call.callee) === textOf(store.file, parent.left)) return true;
  const fn = store.file.index.functionAround(parent);
  // `await openStore()` returns once the store is assigned.
  const [call] = fn ? evaluator.callSites(fn) : [];
  const isAwaited = call && call.file.index.parents.get(call.node)?.type === 'AwaitExpression';
  const places = [isAwaited ? call : store, session];
  const [created, used] = places.map(({ file, node }) => deferringFunctions(evaluator, file, node));
  return !hasRunBefore(created ?? [], used ?? []);
}

/** The `app.use(...)` that is passed the result of a `session()` call, directly or through a name. */
function mountOf(evaluator: Evaluator, apps: AppFact[], session: Call): Pick<SessionFact, 'mounted' | 'earlyReaders'> {
  for (const app of apps) {
    for (const fact of app.middleware) {
      if (fact.method !== 'use') continue;
      const inside = fact.node.arguments.some(
        (argument) =>
          isInside(fact.file, argument, session) ||
          evaluator
            .valuesOf(fact.file, argument)
            .flatMap((value) => elementsOf(evaluator, value) ?? [value])
            .some((value) => unionMembers(value).some((option) => option.kind === 'call' && option.node === session)),
      );
      if (inside) return { mounted: fact, earlyReaders: findEarlyReaders(evaluator, app, fact) };
    }
  }
  return { mounted: undefined, earlyReaders: [] };
}

/** Whether a node is in another one of a file; false for a node of another file. */
function isInside(file: SourceFile, outer: t.Node, inner: t.Node): boolean {
  for (let at: t.Node | undefined = inner; at; at = file.index.parents.get(at)) if (at === outer) return true;
  return false;
}
