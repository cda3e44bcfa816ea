import type { Facts, Finding, Rule } from './rule.ts';

const STORES = new Map([
  ['memorystore', 'The sessions are lost on every restart, and processes do not share them.'],
  ['session-file-store', 'Other machines do not see the sessions, and hosts with a temporary disk lose them.'],
]);

export const singleProcessStore = {
  id: 'single-process-store',
  what: 'The store works for one process or machine only.',
  severity: 'warning',
  fix: 'Use a database: `create-mongo-session-app add --store mongo` replaces the store.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ store, otherStores, inTests }) => {
      const why = STORES.get(store?.package ?? '');
      if (!store || why === undefined || otherStores.length > 0 || inTests !== 'also') return [];
      return [{ place: store, message: `The store is ${store.package}. ${why}` }];
    }),
} satisfies Rule;
