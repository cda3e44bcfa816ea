import { isWithin } from '../inspect/project/dependencies.ts';
import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

const SINCE_4 = ['mongoUrl', 'client', 'clientPromise'];
/** https://github.com/jdesboeufs/connect-mongo/blob/v3.2.0/README.md */
const IN_3 = ['url', 'mongooseConnection', 'client', 'clientPromise'];

export const storeWithoutConnection = {
  id: 'store-without-connection',
  what: 'The store has no connection option that its version reads.',
  severity: 'error',
  why: 'connect-mongo throws at startup.',
  fix: 'Set mongoUrl or client; up to version 3, url or mongooseConnection.',
  check: ({ package: { dependencies }, mongoStores }: Facts<'package' | 'mongoStores'>): Finding[] => {
    const library = dependencies['connect-mongo'];
    const isNew = isWithin(library, '>=4.2.0');
    if (!isNew && !isWithin(library, '^3.0.0')) return [];
    return allStores(mongoStores).flatMap(({ file, node, options }) => {
      const isLiteral = options?.node.properties.every(({ type }) => type === 'ObjectProperty');
      const names = isNew ? SINCE_4 : [...IN_3, 'fallbackMemory'];
      if (!options || !isLiteral || isAssigned(options) || names.some((name) => hasOption(options, name))) return [];
      const other = (isNew ? IN_3 : SINCE_4).find((name) => hasOption(options, name));
      const message = other
        ? `connect-mongo ${library?.version ?? library?.range} does not read ${other}.`
        : 'The store is given no connection.';
      return [{ place: other ? (optionOf(options, other) ?? options) : { file, node }, message }];
    });
  },
} satisfies Rule;

type Options = NonNullable<Parameters<typeof optionOf>[0]>;

function hasOption(options: Options, name: string): boolean {
  return optionOf(options, name) !== undefined;
}

/** Whether the options are in a variable, which other code may add to. */
function isAssigned({ file, node }: Options): boolean {
  return (
    file.index.parents.get(node)?.type !== 'NewExpression' && file.index.parents.get(node)?.type !== 'CallExpression'
  );
}
