import type { ProjectFacts } from '../inspect/facts.ts';
import { isWithin } from '../inspect/project/dependencies.ts';
import type { Finding, Rule } from './rule.ts';

export const storeClient = {
  id: 'store-client',
  what: 'The store is given something other than a MongoClient.',
  since: '0.2.0',
  severity: 'error',
  why: 'The first request fails with "con.db is not a function".',
  fix: 'Pass mongoose.connection.getClient(), or a MongoClient.',
  check: ({ package: { dependencies }, audit }: Pick<ProjectFacts, 'package' | 'audit'>): Finding[] =>
    isWithin(dependencies['connect-mongo'], '>=4')
      ? audit
          .storeConnections()
          .flatMap(({ file, node, option, mistaken }) =>
            mistaken ? [{ place: { file, node }, message: `${option} is ${mistaken}.` }] : [],
          )
      : [],
} satisfies Rule;
