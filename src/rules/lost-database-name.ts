import { optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const lostDatabaseName = {
  id: 'lost-database-name',
  what: "The store does not use the dbName of mongoose's connection.",
  severity: 'warning',
  why: 'The client that it shares has the database of the URL, or test.',
  fix: 'Set dbName on the store as well.',
  check: ({ databases, audit }: Facts<'databases' | 'audit'>): Finding[] => {
    const named = databases.filter(({ kind, dbName }) => kind === 'mongoose' && dbName !== undefined);
    const [database] = named;
    if (!database || databases.filter(({ kind }) => kind !== 'client').length !== 1) return [];
    const name = database.dbName && 'literal' in database.dbName ? database.dbName.literal : database.dbName?.code;
    return audit
      .storeConnections()
      .filter(
        ({ ofMongoose, mistaken, store }) =>
          ofMongoose && !mistaken && !optionOf(store.options, 'dbName') && store.spreads.length === 0,
      )
      .map((place) => ({ place, message: `mongoose connects to the database ${name}, but the store has no dbName.` }));
  },
} satisfies Rule;
