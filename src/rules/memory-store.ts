import { isMemoryStore } from '../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { Finding, Rule } from './rule.ts';

export const memoryStore = {
  id: 'memory-store',
  severity: 'error',
  why: 'They are lost on every restart and not shared between processes.',
  fix: 'Pass a store to session().',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.filter(isInMemory).map((place) => ({ place, message: 'Sessions are kept in memory.' })),
} satisfies Rule;

/** Computed options may contain a store. */
function isInMemory({ store, shape, inTests }: SessionFact): boolean {
  return inTests !== 'only' && (store ? isMemoryStore(store) : shape !== 'computed');
}
