import type * as t from '@babel/types';
import { deferringFunctions } from '../program/deferred-code.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { positionOf, runsBefore } from '../program/execution-order.ts';
import { isPackage, rootPackage, unionMembers, type Value } from '../program/value.ts';
import type { Place } from '../syntax/source-file.ts';
import { allStores, type MongoStoreUse } from './mongo-stores.ts';
import { optionOf } from './options.ts';
import type { StoreFact } from './session.ts';

/** What a connect-mongo store is given as its connection. */
export interface StoreConnection extends Place {
  node: t.ObjectProperty;
  store: StoreFact;
  option: 'client' | 'clientPromise';
  /** What it is instead of a client; undefined when it may be one. */
  mistaken: 'mongoose' | 'a connection of mongoose' | 'a database' | 'the result of mongoose.connect()' | undefined;
  /** It is the client of mongoose. */
  ofMongoose: boolean;
  /** `mongoose.connection.getClient()` that runs before `mongoose.connect()`, and so returns undefined. */
  isEarly: boolean;
}

/** The clients that connect-mongo stores are given. */
export function findStoreConnections(evaluator: Evaluator, stores: MongoStoreUse[]): StoreConnection[] {
  return allStores(stores).flatMap((store) =>
    (['client', 'clientPromise'] as const).flatMap((option) => {
      const place = optionOf(store.options, option);
      if (!place) return [];
      const values = evaluator.valuesOf(place.file, place.node.value).flatMap(unionMembers);
      const mistakes = values.map(mistakeOf);
      return {
        ...place,
        store,
        option,
        mistaken: mistakes.every((one) => one !== undefined) ? mistakes[0] : undefined,
        ofMongoose: values.some((value) => rootPackage(value)?.name === 'mongoose'),
        isEarly: values.length === 1 && values.every((value) => isEarlyClient(evaluator, value)),
      };
    }),
  );
}

function mistakeOf(value: Value): StoreConnection['mistaken'] {
  if (isPackage(value, 'mongoose')) return 'mongoose';
  if (isPackage(value, 'mongoose', 'connection')) return 'a connection of mongoose';
  if (value.kind !== 'call') return undefined;
  const { callee, node } = value;
  if (isPackage(callee, 'mongoose', 'connect')) return 'the result of mongoose.connect()';
  if (isPackage(callee, 'mongoose', 'createConnection')) return 'a connection of mongoose';
  const isDatabase = callee.kind === 'member' && callee.name === 'db' && node.type === 'CallExpression';
  return isDatabase && rootPackage(callee)?.name === 'mongodb' ? 'a database' : undefined;
}

function isEarlyClient(evaluator: Evaluator, value: Value): boolean {
  if (value.kind !== 'call' || !isPackage(value.callee, 'mongoose', 'connection.getClient')) return false;
  const { file, node } = value;
  if (deferringFunctions(evaluator, file, node).length > 0) return false;
  const position = positionOf(evaluator, file, node);
  const calls = evaluator.graph.files.flatMap((other) =>
    other.index.calls
      .filter(({ callee }) => isPackage(evaluator.evaluate(other, callee), 'mongoose', 'connect'))
      .map((call) => positionOf(evaluator, other, call)),
  );
  return calls.length > 0 && calls.every((call) => runsBefore(position, call));
}
