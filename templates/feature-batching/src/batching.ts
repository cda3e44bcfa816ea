import type { AnyBulkWriteOperation, Collection, Document, MongoClient } from 'mongodb';
import { BSON, MongoAPIError, MongoBulkWriteError, MongoError, MongoServerSelectionError } from 'mongodb';

// A command costs MongoDB and its driver far more than a document does. So calls that arrive while a command is in
// flight share the next: reads a `find`, writes a `bulkWrite`, one of each in flight at a time. Every caller gets what
// a command of its own would have given, retries included, and the writes to one session keep their order. Only
// connect-mongo's own calls about one session share; its answers lack what MongoDB only sums up and connect-mongo does
// not read: `modifiedCount` and `deletedCount` are NaN.

const COMMAND_SIZE = 500; // calls in one command, at most
const QUEUE_SIZE = 5_000; // calls that wait for a command, at most
const REPEATABLE = new Set(['$set', '$setOnInsert', '$unset', '$currentDate']); // done twice, the outcome is that of once

type Stored = Document & { _id: string };
type Call = { id: string; alone(): Promise<unknown> };
type Read = Call & { now: Date };
type Write = Call & { kind: 'upsert' | 'update' | 'delete'; model: AnyBulkWriteOperation<Stored> };

/** The same client with fewer commands, for a session store. */
export function batched(client: MongoClient): MongoClient {
  const db = (...args: Parameters<MongoClient['db']>) => {
    const own = client.db(...args);
    return extended(own, { collection: (name: string, options?: object) => sharing(own.collection(name, options)) });
  };
  return extended(client, { db });
}

/** `target` with some methods of ours. */
function extended<T extends object>(target: T, methods: { [Key in keyof T]?: unknown }): T {
  const bound = (value: unknown) => (typeof value === 'function' ? value.bind(target) : value);
  const get = (_: T, key: string | symbol): unknown =>
    Object.hasOwn(methods, key) ? Reflect.get(methods, key) : bound(Reflect.get(target, key));
  return new Proxy(target, { get });
}

function sharing(sessions: Collection<Stored>): Collection<Stored> {
  if (sessions.writeConcern?.w === 0) return sessions; // nobody waits for an answer
  const read = queue<Read>((calls) => readTogether(sessions, calls), false);
  const write = queue<Write>((calls) => writeTogether(sessions, calls), true);
  return extended(sessions, {
    findOne(filter: Document, options?: object) {
      const alone = () => sessions.findOne(filter, options);
      const now = timeIn(filter.$or);
      return now && !options && isPlain(filter, 2) ? read({ id: filter._id, now, alone }) : alone();
    },
    updateOne(filter: Document, update: Document, options: { upsert?: boolean } = {}) {
      const alone = () => sessions.updateOne(filter, update, options);
      const { upsert = false, ...others } = options;
      const isRepeatable = Object.keys(update).every((operator) => REPEATABLE.has(operator));
      if (!isRepeatable || !isPlain(filter, 1, others)) return alone();
      const model = { updateOne: { filter, update, upsert } };
      return write({ id: filter._id, kind: upsert ? 'upsert' : 'update', model, alone });
    },
    deleteOne(filter: Document, options?: object) {
      const alone = () => sessions.deleteOne(filter, options);
      if (!options || !isPlain(filter, 1, options)) return alone(); // connect-mongo's has options, empty ones
      return write({ id: filter._id, kind: 'delete', model: { deleteOne: { filter } }, alone });
    },
  });
}

/** Whether a filter of so many fields names one session, and no option is set. */
function isPlain(filter: Document, fields: number, options: object = {}): boolean {
  const isSet = Object.values(options).some((value) => value !== undefined);
  return !isSet && typeof filter._id === 'string' && Object.keys(filter).length === fields;
}

/** The time in connect-mongo's condition that a session has not expired. */
function timeIn([never, later, more]: Document[] = []): Date | undefined {
  const fields = [never, never?.expires, later, later?.expires].flatMap((part) => Object.keys(part ?? {}));
  const isKnown = !more && fields.join() === 'expires,$exists,expires,$gt' && never?.expires.$exists === false;
  return isKnown && later?.expires.$gt instanceof Date ? later.expires.$gt : undefined;
}

/** Lets calls share commands. An idle queue waits for the calls of the same turn of the event loop, no longer. */
function queue<C extends Call>(send: (calls: C[]) => Promise<(call: C) => unknown>, isOrdered: boolean) {
  let waiting: (C & { resolve(answer: unknown): void })[] = [];
  let isBusy = false;
  const run = async () => {
    const ids = new Set<string>();
    const isNew = (id: string) => ids.size < ids.add(id).size;
    const calls = waiting.filter(({ id }, index) => index < COMMAND_SIZE && (isNew(id) || !isOrdered));
    waiting = waiting.filter((call) => !calls.includes(call));
    const answer = await send(calls).catch(
      (error: unknown) => (isLost(error) ? () => Promise.reject(error) : (call: C) => call.alone()), // one may have spoilt it for all
    );
    const answers = calls.map(answer);
    calls.forEach(({ resolve }, index) => void resolve(answers[index]));
    await Promise.allSettled(answers.filter((given) => given instanceof Promise));
    isBusy = waiting.length > 0;
    if (isBusy) setImmediate(run);
  };
  return (call: C): Promise<unknown> => {
    if (waiting.length >= QUEUE_SIZE) return Promise.reject(new MongoError('MongoDB has stalled: too many calls wait'));
    if (!isBusy) setImmediate(run);
    isBusy = true;
    return new Promise((resolve) => waiting.push({ ...call, resolve }));
  };
}

/** Whether nobody knows if MongoDB did it, or still will: to do it again could undo a later write. */
function isLost(error: unknown): boolean {
  return error instanceof MongoError && !(error instanceof MongoAPIError) && typeof error.code !== 'number';
}

async function readTogether(sessions: Collection<Stored>, calls: Read[]) {
  const found = new Map((await findAll(sessions, calls)).map((session) => [session._id, session]));
  const given = new Set<Stored>();
  return ({ id, now }: Read) => {
    const session = found.get(id);
    const isOver = session?.expires !== undefined && !(session.expires instanceof Date && session.expires > now);
    if (!session || isOver) return null;
    const isTaken = given.size === given.add(session).size; // each may change what it gets
    return isTaken ? BSON.deserialize(BSON.serialize(session), sessions.bsonOptions) : session;
  };
}

/** A plain command costs two thirds of a cursor; the cursor has the driver's retries, and room for large sessions. */
async function findAll(sessions: Collection<Stored>, calls: Read[]): Promise<Stored[]> {
  const { collectionName, readConcern, readPreference = 'primary', bsonOptions } = sessions;
  const asked = { filter: { _id: { $in: calls.map(({ id }) => id) } }, batchSize: calls.length + 1 };
  const command = { find: collectionName, ...asked, ...(readConcern && { readConcern }) };
  try {
    const { cursor } = await sessions.db.command(command, { ...bsonOptions, readPreference });
    if (Number(cursor.id) === 0) return cursor.firstBatch;
    await sessions.db.command({ killCursors: collectionName, cursors: [cursor.id] });
  } catch (error) {
    if (error instanceof MongoServerSelectionError) throw error;
  }
  return sessions.find(asked.filter, { batchSize: asked.batchSize }).toArray();
}

async function writeTogether(sessions: Collection<Stored>, calls: Write[]) {
  const failed = new Set<unknown>();
  const models = calls.map(({ model }) => model);
  const sums = await sessions.bulkWrite(models, { ordered: false }).catch((error: unknown) => {
    if (!(error instanceof MongoBulkWriteError) || [error.writeErrors].flat().length === 0) throw error;
    for (const { index } of [error.writeErrors].flat()) failed.add(calls[index]?.id);
    return error.result;
  });
  const created = new Set<unknown>(Object.values(sums.upsertedIds));
  const updates = calls.filter(({ id, kind }) => kind !== 'delete' && !failed.has(id)).length;
  const isOneMissing = sums.matchedCount + sums.upsertedCount < updates; // MongoDB does not say which
  return ({ id, kind, alone }: Write) => {
    if (failed.has(id) || (isOneMissing && kind === 'update')) return alone();
    const isNew = created.has(id);
    const counts = { matchedCount: isNew ? 0 : 1, modifiedCount: Number.NaN, deletedCount: Number.NaN };
    return { acknowledged: true, ...counts, upsertedCount: isNew ? 1 : 0, upsertedId: isNew ? id : null };
  };
}
