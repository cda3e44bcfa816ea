import type { SessionFact } from '../inspect/sessions/session.ts';
import { propertyOf } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const memoryStore = {
  id: 'memory-store',
  what: 'The sessions are kept in the memory of the process.',
  severity: 'error',
  why: 'Sessions in memory are lost on every restart, and processes do not share them.',
  fix: 'Use a store: `create-mongo-session-app add` adds one.',
  check: ({ sessions, audit }: Facts<'sessions' | 'audit'>): Finding[] =>
    sessions
      .filter((session) => isInMemory(session))
      .filter(({ file, node, mounted, store }) =>
        [{ file, node }, mounted, store].every((place) => !place || !audit.isConditional(place)),
      )
      .map(({ file, node, store }) => ({
        place: { file, node },
        message: store ? 'The store of this session() is a MemoryStore.' : 'This session() has no store.',
      })),
} satisfies Rule;

/** Whether a mounted session has no store but express-session's MemoryStore, as far as the code can be followed. */
function isInMemory({ mounted, options, shape, store, otherStores, opaqueStore, inTests }: SessionFact): boolean {
  if (!mounted || inTests === 'only' || shape === 'computed' || otherStores.length > 0 || opaqueStore) return false;
  return store ? store.package === 'express-session' : !options || !propertyOf(options.node, 'store');
}
