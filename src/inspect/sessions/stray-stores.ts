import type { Evaluator } from '../program/evaluator.ts';
import { propertyOf } from '../syntax/ast.ts';
import { type Place, textOf } from '../syntax/source-file.ts';
import { isMemoryStore } from './live-sessions.ts';
import type { SessionFact } from './session.ts';
import { storesIn } from './stores.ts';

/** A call that is passed a memory store, which is not the store of a session(). */
export interface StrayStoreFact extends Place {
  /** The source of its callee. */
  callee: string;
}

/** Finds calls such as `new Keycloak({ store })` that look for sessions in a store of their own. */
export function findStrayStores(evaluator: Evaluator, sessions: SessionFact[]): StrayStoreFact[] {
  const used = new Set(
    sessions.flatMap(({ store, otherStores, memoryStores }) =>
      [store, ...otherStores, ...memoryStores].map((one) => one?.node),
    ),
  );
  const calls = evaluator.graph.files.flatMap((file) => file.index.calls.map((node) => ({ file, node })));
  return calls.flatMap(({ file, node }) => {
    const [options] = node.arguments;
    const property = options?.type === 'ObjectExpression' ? propertyOf(options, 'store') : undefined;
    const stores = property?.type === 'ObjectProperty' ? storesIn(evaluator, file, property.value) : [];
    const isStray = stores.some((store) => store.call && isMemoryStore(store) && !used.has(store.node));
    return isStray ? [{ file, node, callee: textOf(file, node.callee) }] : [];
  });
}
