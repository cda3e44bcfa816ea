import type * as t from '@babel/types';
import { majorOf } from '../../../inspect/project/dependencies.ts';
import type { StoreUseFact } from '../../../inspect/sessions/store-uses.ts';
import { endOf, isCall, isFunction, isMember, keyName, startOf } from '../../../inspect/syntax/ast.ts';
import type { Edit } from '../../change.ts';
import { type Draft, draftChange } from '../../draft.ts';
import { refusedAt } from '../../refusal.ts';

const EVENTS =
  'connect-mongo has no such event since version 4: this is never called. `await store.collectionP` waits for the connection, and fails when there is none.';
const PROPERTY =
  'connect-mongo 6 has no such property. `await store.collectionP` gives the collection, whose database is not public; open a client of your own for more.';

/** What code does with a store of version 0 to 3, where version 6 has nothing of the kind. */
export const migrateStoreEvents: Edit<StoreUseFact> = {
  id: 'migrate-store-events',
  // Code that 4 or 5 runs today does not depend on what they do not have either.
  targets: ({ storeUses, mongoStores, package: pkg }) => {
    const isOld =
      (majorOf(pkg.dependencies['connect-mongo']) ?? 6) < 4 ||
      mongoStores.some(({ factories }) => factories.length > 0);
    return isOld ? storeUses : [];
  },
  plan: (project, decisions, use) =>
    draftChange(project, decisions, (draft) => {
      if (use.kind === 'event') migrateEvent(draft, use);
      else migrateStoreProperty(draft, use);
    }),
};

/** `store.on('connected', f)` becomes `store.collectionP.then(f)`; the other events only report. */
function migrateEvent(draft: Draft, use: StoreUseFact & { kind: 'event' }): void {
  const { file, node, name } = use;
  const at = { file, node };
  if (name !== 'connected') {
    draft.note('store-event-gone', EVENTS, at, 'warning');
    return;
  }
  const { callee } = node;
  const [event, handler] = node.arguments;
  const alone = file.index.parents.get(node)?.type === 'ExpressionStatement';
  const named = handler?.type === 'Identifier';
  const simple = isMember(callee) && !isCall(callee.object) && node.arguments.length === 2;
  if (!alone || !simple || !event || !handler || !(named || isFunction(handler)))
    throw gone(use, 'store-event-gone', EVENTS);
  const why = "the store has no event 'connected' any more";
  draft.replace(file, endOf(callee.object), startOf(handler), '.collectionP.then(', why);
  if (named) draft.replaceNode(file, handler, `() => ${handler.name}()`, why);
  const message = 'This waited for an event that connect-mongo no longer has. It now waits for store.collectionP.';
  draft.note('store-event-gone', message, at);
}

function migrateStoreProperty(draft: Draft, use: StoreUseFact & { kind: 'property' }): void {
  const { file, node, name } = use;
  const outer = file.index.parents.get(node);
  if (!outer || !isMember(outer) || outer.object !== node) {
    draft.note('store-property-gone', PROPERTY, { file, node }, 'warning');
    return;
  }
  const call = file.index.parents.get(outer);
  if (name !== 'client' || keyName(outer) !== 'close' || !closes(call, outer))
    throw gone(use, 'store-property-gone', PROPERTY);
  draft.replace(file, endOf(node.object), endOf(node), '', 'the store closes its client');
  draft.note('store-property-gone', 'The client of the store is closed by store.close().', { file, node });
}

/** `store.client.close()`, with nothing that `store.close()` would not take. */
function closes(call: t.Node | undefined, callee: t.Node): boolean {
  return call?.type === 'CallExpression' && call.callee === callee && call.arguments.length === 0;
}

function gone(use: StoreUseFact, code: string, message: string): Error {
  return refusedAt('The code needs something of the store that connect-mongo 6 does not have.', code, message, use);
}
