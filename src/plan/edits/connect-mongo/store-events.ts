import type * as t from '@babel/types';
import { majorOf } from '../../../inspect/project/dependencies.ts';
import type { StoreUseFact } from '../../../inspect/sessions/store-uses.ts';
import { endOf, isCall, isFunction, isMember, keyName, startOf } from '../../../inspect/syntax/ast.ts';
import type { Draft, Edit } from '../../draft.ts';
import { refusedAt } from '../../refusal.ts';

const EVENTS =
  'connect-mongo has not emitted this event since version 4, so the listener is never called. To wait for the connection, use `await store.collectionP`, which rejects if it fails.';
const PROPERTY =
  'The store of connect-mongo 6 has no such property. `await store.collectionP` resolves to the collection; for anything else, create your own MongoClient.';

/** Migrates the use of store events and properties that only versions 0 to 3 have. */
export const migrateStoreEvents: Edit<StoreUseFact> = {
  // Code that runs on 4 or 5 cannot depend on events and properties that these lack as well.
  targets: ({ storeUses, mongoStores, package: pkg }) => {
    const isOld =
      (majorOf(pkg.dependencies['connect-mongo']) ?? 6) < 4 ||
      mongoStores.some(({ factories }) => factories.length > 0);
    return isOld ? storeUses : [];
  },
  write: (draft, use) => {
    if (use.kind === 'event') migrateEvent(draft, use);
    else migrateStoreProperty(draft, use);
  },
};

/** Replaces `store.on('connected', f)` with `store.collectionP.then(f)`; for other events, adds a warning. */
function migrateEvent(draft: Draft, use: StoreUseFact & { kind: 'event' }): void {
  const { file, node, name } = use;
  const at = { file, node };
  if (name !== 'connected') {
    draft.warn('store-event-gone', EVENTS, at);
    return;
  }
  const { callee } = node;
  const [event, handler] = node.arguments;
  const alone = file.index.parents.get(node)?.type === 'ExpressionStatement';
  const named = handler?.type === 'Identifier';
  const simple = isMember(callee) && !isCall(callee.object) && node.arguments.length === 2;
  if (!alone || !simple || !event || !handler || !(named || isFunction(handler)))
    throw unsupported(use, 'store-event-gone', EVENTS);
  const why = "replace the event 'connected'";
  draft.replace(file, endOf(callee.object), startOf(handler), '.collectionP.then(', why);
  if (named) draft.replaceNode(file, handler, `() => ${handler.name}()`, why);
  const message = "Replaced the event 'connected', which connect-mongo no longer emits, with store.collectionP.";
  draft.note('store-event-gone', message, at);
}

function migrateStoreProperty(draft: Draft, use: StoreUseFact & { kind: 'property' }): void {
  const { file, node, name } = use;
  const outer = file.index.parents.get(node);
  if (!outer || !isMember(outer) || outer.object !== node) {
    draft.warn('store-property-gone', PROPERTY, { file, node });
    return;
  }
  const call = file.index.parents.get(outer);
  if (name !== 'client' || keyName(outer) !== 'close' || !closes(call, outer))
    throw unsupported(use, 'store-property-gone', PROPERTY);
  draft.replace(file, endOf(node.object), endOf(node), '', 'replace store.client.close()');
  draft.note('store-property-gone', 'Replaced store.client.close() with store.close(), which closes the client.', {
    file,
    node,
  });
}

/** Whether this is `store.client.close()` without arguments, which `store.close()` can replace. */
function closes(call: t.Node | undefined, callee: t.Node): boolean {
  return call?.type === 'CallExpression' && call.callee === callee && call.arguments.length === 0;
}

function unsupported(use: StoreUseFact, code: string, message: string): Error {
  return refusedAt('The code uses a feature of the store that connect-mongo 6 does not have.', code, message, use);
}
