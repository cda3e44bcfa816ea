import type { Evaluator } from '../program/evaluator.ts';
import { textOrVariable, unionMembers } from '../program/value.ts';
import type { Place } from '../syntax/source-file.ts';
import { allStores, type MongoStoreUse } from './mongo-stores.ts';
import { optionOf } from './options.ts';
import type { StoreFact } from './session.ts';

/** A connection string that a connect-mongo store may be given, as `mongoUrl` or, up to version 3, `url`. */
export interface StoreUrl extends Place {
  store: StoreFact;
  value: NonNullable<ReturnType<typeof textOrVariable>>;
  /** Another value takes its place when it is missing. */
  hasFallback: boolean;
}

/** The connection strings of all stores, followed through variables and files. */
export function findStoreUrls(evaluator: Evaluator, stores: MongoStoreUse[]): StoreUrl[] {
  return allStores(stores).flatMap((store) => {
    const option = optionOf(store.options, 'mongoUrl') ?? optionOf(store.options, 'url');
    if (!option) return [];
    const values = evaluator.valuesOf(option.file, option.node.value).flatMap(unionMembers);
    return values.flatMap((source): StoreUrl[] => {
      const value = textOrVariable(source);
      if (!value || !('node' in source)) return [];
      return [{ store, hasFallback: values.length > 1, file: source.file, node: source.node, value }];
    });
  });
}
