import type { Facts, Finding, Rule } from './rule.ts';

export const clientBeforeConnect = {
  id: 'client-before-connect',
  what: "mongoose's client is read before mongoose.connect() is called.",
  severity: 'error',
  why: 'getClient() then returns undefined, and connect-mongo throws.',
  fix: 'Call mongoose.connect() first; there is no need to await it.',
  check: ({ audit }: Facts<'audit'>): Finding[] =>
    audit
      .storeConnections()
      .filter(({ isEarly }) => isEarly)
      .map((place) => ({ place, message: 'getClient() runs before mongoose.connect().' })),
} satisfies Rule;
