import type { Collection, Db, Document, MongoClient } from 'mongodb';
import { type Read, type StoredSession, sendReads } from './batched-reads.js';
import { sendWrites, type Write } from './batched-writes.js';
import { CommandQueue } from './command-queue.js';

/**
 * Wraps a client so that a session store needs fewer commands, each of which costs far more than a document: concurrent
 * reads share a `find`, concurrent writes a `bulkWrite`. Every call gets the result that a separate command would have,
 * including retries, except for `modifiedCount` and `deletedCount`.
 */
export function batched(client: MongoClient): MongoClient {
  const db = (...args: Parameters<MongoClient['db']>) =>
    Object.assign(client.db(...args), { collection: batchedCollection.bind(null, client.db(...args)) });
  const get = (_: MongoClient, key: string | symbol): unknown => {
    const value = key === 'db' ? db : Reflect.get(client, key);
    return typeof value === 'function' ? value.bind(client) : value;
  };
  return new Proxy(client, { get });
}

function batchedCollection(database: Db, name: string, options?: object): Collection<StoredSession> {
  const sessions = database.collection<StoredSession>(name, options);
  const reads = new CommandQueue<Read>((calls) => sendReads(sessions, calls));
  const writes = new CommandQueue<Write>((calls) => sendWrites(sessions, calls), { isOrdered: true });
  return Object.assign(database.collection<StoredSession>(name, options), {
    findOne(filter: Document, options?: object) {
      const sendAlone = () => sessions.findOne(filter, options);
      const expiresAfter = isById(filter, options) ? null : expiryIn(filter, options);
      return expiresAfter === undefined ? sendAlone() : reads.enqueue({ id: filter._id, expiresAfter, sendAlone });
    },
    updateOne(filter: Document, update: Document, { upsert = false, ...others } = {}) {
      const sendAlone = () => sessions.updateOne(filter, update, { upsert, ...others });
      const isIdempotent = Object.keys(update).every((operator) => /^\$(set|current)/.test(operator));
      if (!isIdempotent || !isById(filter, others)) return sendAlone();
      return writes.enqueue({ id: filter._id, model: { updateOne: { filter, update, upsert } }, sendAlone });
    },
    deleteOne(filter: Document, options?: object) {
      const sendAlone = () => sessions.deleteOne(filter, options);
      if (!isById(filter, options)) return sendAlone();
      return writes.enqueue({ id: filter._id, model: { deleteOne: { filter } }, sendAlone });
    },
  } as object);
}

/** Whether the filter is an ID and nothing else, and no option is set. */
const isById = ({ _id, ...others }: Document, options: object = {}) =>
  typeof _id === 'string' && !Object.keys(others).length && Object.values(options).every((it) => it === undefined);

/** The time in the filter by which connect-mongo finds a session that has not expired, else undefined. */
function expiryIn({ _id, ...conditions }: Document, options?: object): Date | undefined {
  const now: unknown = conditions['$or']?.[1]?.expires?.$gt;
  const expected = { $or: [{ expires: { $exists: false } }, { expires: { $gt: now } }] };
  const isExpected = !options && typeof _id === 'string' && JSON.stringify(conditions) === JSON.stringify(expected);
  return isExpected && now instanceof Date ? now : undefined;
}
