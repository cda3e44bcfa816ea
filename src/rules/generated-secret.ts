import type { ProjectFacts } from '../inspect/facts.ts';
import { isMemoryStore } from '../inspect/sessions/live-sessions.ts';
import type { SecretFact } from '../inspect/sessions/secrets.ts';
import type { Place } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const generatedSecret = {
  id: 'generated-secret',
  what: 'The secret is generated at startup.',
  severity: 'error',
  why: 'Every restart and every further process signs all users out.',
  fix: 'Read it from an environment variable.',
  check: ({ audit }: Facts<'audit'>): Finding[] =>
    generatedSecrets(audit)
      .filter(({ session: { store } }) => store !== undefined && !isMemoryStore(store))
      .map(generatedFinding),
} satisfies Rule;

/** The only secret of the sessions, if it is generated. */
export function generatedSecrets(audit: ProjectFacts['audit']): SecretFact[] {
  return audit.secrets().filter(({ value }, _, all) => value.kind === 'random' && all.length === 1);
}

export function generatedFinding(place: Place): Finding {
  return { place, message: 'The store keeps the sessions, but each start has a new secret.' };
}
