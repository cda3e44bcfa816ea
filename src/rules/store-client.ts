import { isWithin } from '../inspect/project/dependencies.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const storeClient = {
  id: 'store-client',
  what: 'The store is given something other than a MongoClient.',
  severity: 'error',
  why: 'The first request fails with "con.db is not a function".',
  fix: 'Pass mongoose.connection.getClient(), or a MongoClient.',
  check: ({ package: { dependencies }, audit }: Facts<'package' | 'audit'>): Finding[] =>
    isWithin(dependencies['connect-mongo'], '>=4')
      ? audit
          .storeConnections()
          .flatMap(({ file, node, option, mistaken }) =>
            mistaken ? [{ place: { file, node }, message: `${option} is ${mistaken}.` }] : [],
          )
      : [],
} satisfies Rule;
