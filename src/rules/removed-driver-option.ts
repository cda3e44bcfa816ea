import { isWithin } from '../inspect/project/dependencies.ts';
import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** Options that the driver rejects from version 6 on. */
const REMOVED = [
  'poolSize',
  'autoReconnect',
  'reconnectTries',
  'reconnectInterval',
  'useCreateIndex',
  'bufferMaxEntries',
];
/** Accepted without effect up to version 6. */
const REMOVED_IN_7 = ['useNewUrlParser', 'useUnifiedTopology'];

export const removedDriverOption = {
  id: 'removed-driver-option',
  what: 'mongoOptions has an option that the MongoDB driver rejects.',
  severity: 'error',
  why: 'The store cannot connect: the driver throws a MongoParseError.',
  fix: 'Remove the option; poolSize is maxPoolSize now.',
  check: ({ package: { dependencies }, mongoStores }: Facts<'package' | 'mongoStores'>): Finding[] => {
    // connect-mongo loads the driver of the project, which is a peer dependency of it since version 5.
    if (!isWithin(dependencies['connect-mongo'], '>=5')) return [];
    const isSeven = isWithin(dependencies.mongodb, '>=7');
    if (!isSeven && !isWithin(dependencies.mongodb, '>=6')) return [];
    return allStores(mongoStores).flatMap(({ options }) => {
      const given = optionOf(options, 'mongoOptions');
      if (given?.node.value.type !== 'ObjectExpression') return [];
      const literal = { file: given.file, node: given.node.value };
      return [...REMOVED, ...(isSeven ? REMOVED_IN_7 : [])].flatMap((name) => {
        const place = optionOf(literal, name);
        const version = dependencies.mongodb?.version ?? dependencies.mongodb?.range;
        return place ? [{ place, message: `mongodb ${version} does not support ${name}.` }] : [];
      });
    });
  },
} satisfies Rule;
