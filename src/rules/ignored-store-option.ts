import { isWithin } from '../inspect/project/dependencies.ts';
import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** Options that version 4 dropped, each with what replaces it. */
const OLD: Record<string, string> = {
  collection: 'The sessions are stored in the collection sessions; the option is collectionName now.',
  secret: 'The sessions are not encrypted; that option is cryptoAdapter, or crypto up to version 5.',
  hash: 'Session IDs are stored unhashed; use transformId.',
  fallbackMemory: 'There is no such fallback any more.',
  defaultExpirationTime: 'The option is ttl now, in seconds.',
};

export const ignoredStoreOption = {
  id: 'ignored-store-option',
  what: 'An option of the store has no effect in its version.',
  severity: 'warning',
  fix: 'Rename or remove it.',
  check: ({ package: { dependencies }, mongoStores }: Facts<'package' | 'mongoStores'>): Finding[] => {
    const library = dependencies['connect-mongo'];
    const stores = allStores(mongoStores);
    if (isWithin(library, '^3.0.0'))
      return stores.flatMap(({ options }) => {
        const place = optionOf(options, 'collectionName');
        if (!place || optionOf(options, 'collection')) return [];
        return [{ place, message: 'collectionName has no effect in connect-mongo 3, which reads collection.' }];
      });
    if (!isWithin(library, '>=4.2.0')) return [];
    return stores.flatMap(({ options }) =>
      Object.entries(OLD).flatMap(([name, consequence]) => {
        const place = optionOf(options, name);
        // The default of both is the same.
        if (!place || stringValue(place.node.value) === 'sessions') return [];
        return [{ place, message: `${name} has no effect since connect-mongo 4. ${consequence}` }];
      }),
    );
  },
} satisfies Rule;
