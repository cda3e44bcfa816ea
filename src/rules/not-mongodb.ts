import { urlsIn } from '../inspect/environment/variable-files.ts';
import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const notMongodb = {
  id: 'not-mongodb',
  what: 'The database only resembles MongoDB, and the store expects more of it.',
  severity: 'warning',
  why: 'Sessions then fail at startup or when they are saved.',
  fix: "Set autoRemove: 'interval' for Cosmos DB, or retryWrites=false in the URL of DocumentDB.",
  check: ({ mongoStores, audit }: Facts<'mongoStores' | 'audit'>): Finding[] => {
    const stores = allStores(mongoStores);
    const isNative = stores.some(({ options }) => {
      const removal = stringValue(optionOf(options, 'autoRemove')?.node.value) ?? 'native';
      return options && removal === 'native' && !/createAutoRemoveIdx/.test(options.file.text);
    });
    const setsRetries = stores.some(({ options }) => options?.file.text.includes('retryWrites'));
    return audit.variableFiles().flatMap((file) =>
      urlsIn(file).flatMap(({ url, line }) => {
        const place = { path: file.path, line };
        if (isNative && /\.mongo\.cosmos\.azure\.com/.test(url))
          return [{ place, message: 'Azure Cosmos DB rejects the TTL index that the store creates.' }];
        const isRetried = stores.length > 0 && !setsRetries && !/retryWrites=false/i.test(url);
        return isRetried && /\.docdb\.amazonaws\.com/.test(url)
          ? [{ place, message: 'Amazon DocumentDB does not support the retryable writes of the driver.' }]
          : [];
      }),
    );
  },
} satisfies Rule;
