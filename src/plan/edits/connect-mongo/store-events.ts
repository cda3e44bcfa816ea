import type * as t from '@babel/types';
import { RefusedError } from '../../../errors.ts';
import type { StoreUseFact } from '../../../inspect/sessions/store-uses.ts';
import { endOf, isCall, isFunction, isMember, keyName, startOf } from '../../../inspect/syntax/ast.ts';
import { lineOfNode } from '../../../inspect/syntax/source-file.ts';
import { note, type Work } from '../../add/work.ts';
import { planSnippet } from '../../snippet/plan-snippet.ts';

const EVENTS =
  'connect-mongo has no such event since version 4: this is never called. `await store.collectionP` waits for the connection, and fails when there is none.';
const PROPERTY =
  'connect-mongo 6 has no such property. `await store.collectionP` gives the collection, whose database is not public; open a client of your own for more.';

/** What code does with a store of version 0 to 3, where version 6 has nothing of the kind. */
export function migrateUse(work: Work, use: StoreUseFact): void {
  if (use.kind === 'event') migrateEvent(work, use);
  else migrateStoreProperty(work, use);
}

/** `store.on('connected', f)` becomes `store.collectionP.then(f)`; the other events only report. */
function migrateEvent(work: Work, use: StoreUseFact & { kind: 'event' }): void {
  const { file, node, name } = use;
  const at = { file, node };
  if (name !== 'connected') {
    note(work, 'store-event-gone', EVENTS, at, 'warning');
    return;
  }
  const { callee } = node;
  const [event, handler] = node.arguments;
  const alone = file.index.parents.get(node)?.type === 'ExpressionStatement';
  const named = handler?.type === 'Identifier';
  const simple = isMember(callee) && !isCall(callee.object) && node.arguments.length === 2;
  if (!alone || !simple || !event || !handler || !(named || isFunction(handler)))
    throw gone(work, use, 'store-event-gone', EVENTS);
  const why = "the store has no event 'connected' any more";
  work.edits.replace(file, endOf(callee.object), startOf(handler), '.collectionP.then(', why);
  if (named) work.edits.replaceNode(file, handler, `() => ${handler.name}()`, why);
  const message = 'This waited for an event that connect-mongo no longer has. It now waits for store.collectionP.';
  note(work, 'store-event-gone', message, at);
}

function migrateStoreProperty(work: Work, use: StoreUseFact & { kind: 'property' }): void {
  const { file, node, name } = use;
  const outer = file.index.parents.get(node);
  if (!outer || !isMember(outer) || outer.object !== node) {
    note(work, 'store-property-gone', PROPERTY, { file, node }, 'warning');
    return;
  }
  const call = file.index.parents.get(outer);
  if (name !== 'client' || keyName(outer) !== 'close' || !closes(call, outer))
    throw gone(work, use, 'store-property-gone', PROPERTY);
  work.edits.replace(file, endOf(node.object), endOf(node), '', 'the store closes its client');
  note(work, 'store-property-gone', 'The client of the store is closed by store.close().', { file, node });
}

/** `store.client.close()`, with nothing that `store.close()` would not take. */
function closes(call: t.Node | undefined, callee: t.Node): boolean {
  return call?.type === 'CallExpression' && call.callee === callee && call.arguments.length === 0;
}

function gone(work: Work, { file, node }: StoreUseFact, code: string, message: string): RefusedError {
  return new RefusedError('The code needs something of the store that connect-mongo 6 does not have.', [
    { code, severity: 'error', message, file: file.path, line: lineOfNode(file, node), snippet: planSnippet(work) },
  ]);
}
