import { isWithin } from '../inspect/project/dependencies.ts';
import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import { keyName, stringValue } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const unhandledStoreFailure = {
  id: 'unhandled-store-failure',
  what: 'Nothing handles a store that cannot connect at startup.',
  severity: 'info',
  why: 'If MongoDB is down when the app starts, the process exits after 30 seconds.',
  fix: "Pass a client and set autoRemove: 'disabled', and create the TTL index yourself.",
  check: ({ package: { dependencies }, files, mongoStores }: Facts<'package' | 'files' | 'mongoStores'>): Finding[] => {
    if (!isWithin(dependencies['connect-mongo'], '>=4.2.0')) return [];
    const isHandled = files.some(
      ({ index }) =>
        index.members.some((member) => keyName(member) === 'collectionP') ||
        index.calls.some(({ arguments: [event] }) => stringValue(event) === 'unhandledRejection'),
    );
    return allStores(mongoStores)
      .filter(({ options }) => optionOf(options, 'mongoUrl') && !isHandled)
      .map((place) => ({ place, message: 'A failure of its first connection is not handled.' }));
  },
} satisfies Rule;
