import type { ProjectFacts } from '../inspect/facts.ts';
import { isMemoryStore } from '../inspect/sessions/live-sessions.ts';
import type { Finding, Rule } from './rule.ts';

export const generatedSecret = {
  id: 'generated-secret',
  what: 'The secret is generated at startup.',
  since: '0.2.0',
  severity: 'error',
  why: 'Every restart and every further process signs all users out.',
  fix: 'Read it from an environment variable.',
  check: ({ audit }: Pick<ProjectFacts, 'audit'>): Finding[] =>
    audit
      .secrets()
      .filter(
        ({ value, session: { store } }, _, all) =>
          value.kind === 'random' && all.length === 1 && store !== undefined && !isMemoryStore(store),
      )
      .map((place) => ({ place, message: 'The store keeps the sessions, but each start has a new secret.' })),
} satisfies Rule;
