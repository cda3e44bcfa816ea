import { isMemoryStore } from '../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import type { Finding, Rule } from './rule.ts';

export const memoryStore = {
  id: 'memory-store',
  severity: 'error',
  why: 'They are lost on every restart, and a second process does not have them.',
  fix: 'Give session() a store.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.filter(isInMemory).map((place) => ({ place, message: 'Sessions are kept in memory.' })),
} satisfies Rule;

/** Options that are assembled at run time may hold a store. */
function isInMemory({ store, shape, inTests }: SessionFact): boolean {
  return inTests !== 'only' && (store ? isMemoryStore(store) : shape !== 'computed');
}
