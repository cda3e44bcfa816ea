import { setTimeout as sleep } from 'node:timers/promises';
import type { AnyBulkWriteOperation, Collection, Document, MongoClient } from 'mongodb';
import { BSON, MongoAPIError, MongoBulkWriteError, MongoError } from 'mongodb';

// A command costs MongoDB and its driver far more than a document. So calls that arrive while a command is in flight
// share the next: reads a `find`, writes a `bulkWrite`, one of each at a time. Every caller gets what a command of its
// own would have given, retries included; the writes to one session keep their order. Only connect-mongo's calls about
// one session share; `modifiedCount` and `deletedCount`, which it does not read and MongoDB only sums up, are NaN.

const COMMAND_SIZE = 500; // calls in one command, at most
const QUEUE_SIZE = 5_000; // calls that wait for a command, at most
const PATIENCE = 1_000; // ms; a command that takes longer no longer holds up the next one
const LIMIT = 30_000; // ms; then its callers wait no longer either
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
    updateOne(filter: Document, update: Document, { upsert = false, ...others } = {}) {
      const alone = () => sessions.updateOne(filter, update, { upsert, ...others });
      const isOurs = isPlain(filter, 1, others) && Object.keys(update).every((operator) => REPEATABLE.has(operator));
      const model = { updateOne: { filter, update, upsert } };
      return isOurs ? write({ id: filter._id, kind: upsert ? 'upsert' : 'update', model, alone }) : alone();
    },
    deleteOne(filter: Document, options?: object) {
      const alone = () => sessions.deleteOne(filter, options);
      const isOurs = options && isPlain(filter, 1, options); // connect-mongo gives options, all of them empty
      return isOurs ? write({ id: filter._id, kind: 'delete', model: { deleteOne: { filter } }, alone }) : alone();
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
  let waiting: (C & { resolve(answer: unknown): void; reject(error: unknown): void })[] = [];
  let isBusy = false;
  const instead = (error: unknown) => (isLost(error) ? () => Promise.reject(error) : (call: C) => call.alone());
  const answerAll = async (calls: typeof waiting) => {
    const answer = await send(calls).catch(instead); // one call may have spoilt it for all
    const answers = calls.map(answer);
    calls.forEach(({ resolve }, index) => void resolve(answers[index]));
    await Promise.allSettled(answers.filter((given) => given instanceof Promise));
  };
  const run = async () => {
    const ids = new Set<string>();
    const calls = waiting.filter(({ id }, n) => n < COMMAND_SIZE && (!isOrdered || ids.size < ids.add(id).size));
    waiting = waiting.filter((call) => !calls.includes(call));
    // The driver can lose a command together with its connection: neither the next one nor its callers wait for ever.
    const isSlow = await Promise.race([answerAll(calls), sleep(PATIENCE, true, { ref: false })]);
    const giveUp = () => calls.forEach(({ reject }) => void reject(new MongoError('MongoDB does not answer')));
    if (isSlow) setTimeout(giveUp, LIMIT).unref();
    isBusy = waiting.length > 0;
    if (isBusy) setImmediate(run);
  };
  return (call: C): Promise<unknown> => {
    if (waiting.length >= QUEUE_SIZE) return Promise.reject(new MongoError('MongoDB has stalled: too many calls wait'));
    if (!isBusy) setImmediate(run);
    isBusy = true;
    return new Promise((resolve, reject) => waiting.push({ ...call, resolve, reject }));
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
  const reply = await sessions.db.command(command, { ...bsonOptions, readPreference }).catch(() => undefined);
  if (reply && Number(reply.cursor.id) === 0) return reply.cursor.firstBatch;
  if (reply) await sessions.db.command({ killCursors: collectionName, cursors: [reply.cursor.id] });
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
