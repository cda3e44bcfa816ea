import { isCall, keyName, stringValue } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';

/** Members of other stores that a connect-mongo store does not have. */
const OLD_MEMBERS =
  /^(client|db|collection|pool|redis|knex|quit|disconnect|sync|ids|sessions|prune|pruneSessions|reap|clearExpiredSessions)$/;

/**
 * Warns about listeners that are no longer called, and about members of the old store that other files use.
 * @param names of the store in the code
 * @param home the file that creates the store, where the edit sees every use
 */
export function warnOfStoreApi(draft: Draft, names: string[], home?: SourceFile): void {
  for (const file of draft.project.files) {
    for (const node of file.index.members) {
      const key = keyName(node) ?? '';
      const object = textOf(file, node.object);
      const isOfRequest = object.endsWith('.sessionStore');
      if (!names.includes(object) && !isOfRequest) continue;
      const call = file.index.parents.get(node);
      const event = call && isCall(call) && /^(on|once)$/.test(key) ? stringValue(call.arguments[0]) : undefined;
      const message =
        event === 'error'
          ? "The store of connect-mongo never emits 'error', so this listener is not called. Errors reach the Express error handler."
          : `The store of connect-mongo has no ${key}. ${insteadOf(key, object)}`;
      const isOld = event === 'error' || (OLD_MEMBERS.test(key) && (isOfRequest || file !== home));
      if (isOld) draft.warn('store-api', message, { file, node });
    }
  }
}

function insteadOf(key: string, store: string): string {
  return /^(client|db|pool|redis|knex|quit|disconnect)$/.test(key)
    ? `To close its connection, call ${store}.close().`
    : /^(ids|sessions)$/.test(key)
      ? `To read all sessions, call ${store}.all().`
      : 'Remove this use.';
}
