import { type AnyBulkWriteOperation, type Collection, MongoBulkWriteError } from 'mongodb';
import type { StoredSession } from './batched-reads.js';
import type { Call } from './command-queue.js';

export type Write = Call & { model: AnyBulkWriteOperation<StoredSession> };

/** Writes the sessions by one `bulkWrite`. Returns a function that gives the result of each call. */
export async function sendWrites(sessions: Collection<StoredSession>, calls: Write[]) {
  const single = calls.length === 1 && calls[0]?.sendAlone(); // cheaper than a bulkWrite of one
  if (single) return single.then(() => () => single, () => () => single);
  const models = calls.map(({ model }) => model);
  const totals = await sessions.bulkWrite(models, { ordered: false }).catch((error: unknown) => {
    if (error instanceof MongoBulkWriteError && isPartialFailure(error)) return error.result;
    throw error;
  });
  const failed = new Set(totals.getWriteErrors().map(({ index }) => index));
  const upserted = new Set<unknown>(Object.values(totals.upsertedIds));
  const updates = calls.filter(({ model }) => 'updateOne' in model).length;
  // MongoDB returns totals only. If an update matched nothing, ask which sessions exist.
  const filter = { _id: { $in: calls.map(({ id }) => id) } };
  const existing =
    totals.matchedCount + totals.upsertedCount < updates &&
    new Set(await sessions.distinct('_id', filter, { readPreference: 'primary' }));
  return ({ id, sendAlone }: Write, index: number) => {
    if (failed.has(index)) return sendAlone();
    const upsertedCount = Number(upserted.has(id));
    const matchedCount = !existing || existing.has(id) ? 1 - upsertedCount : 0;
    return { acknowledged: true, matchedCount, upsertedCount, upsertedId: upsertedCount ? id : null };
  };
}

/** Some writes failed. An unmet write concern, by contrast, is an error of all writes. */
const isPartialFailure = ({ result }: MongoBulkWriteError) =>
  result.hasWriteErrors() && !result.getWriteConcernError();
