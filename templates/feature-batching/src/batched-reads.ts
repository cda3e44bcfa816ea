import { BSON, type Collection, type Document } from 'mongodb';
import type { Call } from './command-queue.js';

export type StoredSession = Document & { _id: string };

/** `expiresAfter` leaves out sessions that have expired by then; null includes them. */
export type Read = Call & { expiresAfter: Date | null };

/** Reads the sessions by one `find`. Returns a function that gives the session of each call. */
export async function sendReads(sessions: Collection<StoredSession>, calls: Read[]) {
  const { db, collectionName: find, readConcern, readPreference = 'primary', bsonOptions } = sessions;
  const filter = { _id: calls.length > 1 ? { $in: calls.map(({ id }) => id) } : calls[0]?.id }; // equality is faster
  const command = { find, filter, batchSize: calls.length + 1, ...(readConcern && { readConcern }) };
  const { cursor } = await db.command(command, { ...bsonOptions, readPreference }); // a third cheaper than FindCursor
  const hasMore = Number(cursor.id) !== 0 && (await db.command({ killCursors: find, cursors: [cursor.id] }));
  if (hasMore) throw new Error('The sessions exceed the size of one reply');
  const found = new Map((cursor.firstBatch as StoredSession[]).map((session) => [session._id, session]));
  const returned = new Set<StoredSession>(); // a second caller gets a copy: each may modify its session
  return ({ id, expiresAfter }: Read) => {
    const session = found.get(id);
    if (!session || (expiresAfter && isExpired(session, expiresAfter))) return null;
    if (returned.size < returned.add(session).size) return session;
    return BSON.deserialize(BSON.serialize(session), bsonOptions);
  };
}

const isExpired = ({ expires }: Document, now: Date) =>
  expires !== undefined && !(expires instanceof Date && expires > now);
