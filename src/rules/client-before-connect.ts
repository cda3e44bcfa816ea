import type { ProjectFacts } from '../inspect/facts.ts';
import type { Finding, Rule } from './rule.ts';

export const clientBeforeConnect = {
  id: 'client-before-connect',
  what: "mongoose's client is read before mongoose.connect() is called.",
  since: '0.2.0',
  severity: 'error',
  why: 'getClient() then returns undefined, and connect-mongo throws.',
  fix: 'Call mongoose.connect() first; there is no need to await it.',
  check: ({ audit }: Pick<ProjectFacts, 'audit'>): Finding[] =>
    audit
      .storeConnections()
      .filter(({ isEarly }) => isEarly)
      .map((place) => ({ place, message: 'getClient() runs before mongoose.connect().' })),
} satisfies Rule;
