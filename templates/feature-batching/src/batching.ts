import type { AnyBulkWriteOperation, Collection, Document, MongoClient } from 'mongodb';
import { MongoAPIError, MongoError } from 'mongodb';

// A command costs MongoDB and its driver far more than a document does. So calls that arrive while a command is in
// flight share the next one: reads a `find`, writes a `bulkWrite`, one of each in flight at a time. Every caller gets
// what a command of its own would have given, the driver's retries stay at work, and the writes to one session keep
// their order. Only connect-mongo's own calls about one session by its `_id` take part; others pass as they are.
// Of a shared command MongoDB tells only the sums of `modifiedCount` and `deletedCount`: NaN where that is not enough.

/** Calls in one command, at most. */
const COMMAND_SIZE = 500;
/** Calls that wait for a command, at most. */
const QUEUE_SIZE = 5_000;
/** connect-mongo's condition that a session has not expired. */
const UNEXPIRED = /^\[{"expires":{"\$exists":false}},{"expires":{"\$gt":"[^"]+"}}\]$/;
/** Done twice, these changes have the outcome of once. */
const REPEATABLE = new Set(['$set', '$setOnInsert', '$unset', '$currentDate']);

type Stored = Document & { _id: string };
type Call = { id: string; alone(): Promise<unknown> };
type Read = Call & { now: Date };
type Write = Call & { kind: 'upsert' | 'update' | 'delete'; model: AnyBulkWriteOperation<Stored> };
type Waiting<C> = C & { resolve(answer: unknown): void; reject(error: unknown): void };

/** MongoDB has fallen behind: too many calls wait for it, and this one was not sent. */
export class OverloadError extends MongoError {}

/** The same client with fewer commands, for a session store. */
export function batched(client: MongoClient): MongoClient {
  return extended(client, {
    db(...args: Parameters<MongoClient['db']>) {
      const db = client.db(...args);
      return extended(db, { collection: (name: string, options?: object) => sharing(db.collection(name, options)) });
    },
  });
}

/** `target` with some methods of ours. */
function extended<T extends object>(target: T, methods: { [Key in keyof T]?: unknown }): T {
  const get = (_: T, key: string | symbol): unknown => {
    if (Object.hasOwn(methods, key)) return Reflect.get(methods, key);
    const value: unknown = Reflect.get(target, key, target);
    return typeof value === 'function' ? value.bind(target) : value;
  };
  return new Proxy(target, { get });
}

function sharing(sessions: Collection<Stored>): Collection<Stored> {
  if (sessions.writeConcern?.w === 0) return sessions; // nobody waits for an answer
  const read = queue<Read>((calls) => readTogether(sessions, calls));
  const write = queue<Write>((calls) => writeTogether(sessions, calls), 'ordered');
  return extended(sessions, {
    findOne(filter: Document, options?: object) {
      const alone = () => sessions.findOne(filter, options);
      if (options || !isPlain(filter, 2) || !UNEXPIRED.test(JSON.stringify(filter.$or))) return alone();
      return read({ id: filter._id, now: filter.$or[1].expires.$gt, alone });
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
      // connect-mongo gives empty options and reads no count; who gives none may want the count.
      if (!options || !isPlain(filter, 1, options)) return alone();
      return write({ id: filter._id, kind: 'delete', model: { deleteOne: { filter } }, alone });
    },
  });
}

/** Whether a filter of so many fields names one session, and no option is set. */
function isPlain(filter: Document, fields: number, options: object = {}): boolean {
  const isSmall = Object.keys(filter).length === fields && typeof filter._id === 'string';
  return isSmall && Object.values(options).every((value) => value === undefined);
}

/** Lets calls share commands. An idle queue waits for the calls of the same turn of the event loop, no longer. */
function queue<C extends Call>(send: (calls: C[]) => Promise<(call: C) => unknown>, ordered?: 'ordered') {
  let waiting: Waiting<C>[] = [];
  let isBusy = false;
  const take = () => {
    const ids = new Set<string>();
    const all = waiting;
    waiting = [];
    return all.filter((call, index) => {
      const fits = index < COMMAND_SIZE && !(ordered && ids.has(call.id));
      ids.add(call.id);
      return fits || !waiting.push(call);
    });
  };
  const run = async () => {
    const calls = take();
    try {
      const answer = await send(calls).catch((error: unknown) => {
        if (isLost(error)) throw error;
        return (call: C) => call.alone(); // one call may have spoilt it for all: each gets its own answer
      });
      const answers = calls.map(answer);
      calls.forEach(({ resolve }, index) => void resolve(answers[index]));
      await Promise.allSettled(answers.filter((given) => given instanceof Promise));
    } catch (error) {
      for (const { reject } of calls) reject(error);
    }
    isBusy = waiting.length > 0;
    if (isBusy) setImmediate(run);
  };
  return (call: C): Promise<unknown> => {
    if (waiting.length >= QUEUE_SIZE) return Promise.reject(new OverloadError(`${QUEUE_SIZE} calls wait for MongoDB`));
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
  const query = sessions.find({ _id: { $in: calls.map(({ id }) => id) } }, { batchSize: calls.length + 1 });
  const found = new Map((await query.toArray()).map((session) => [session._id, session]));
  const given = new Set<Stored>();
  const isOver = ({ expires }: Stored, now: Date) =>
    expires !== undefined && !(expires instanceof Date && expires > now);
  return ({ id, now, alone }: Read) => {
    const session = found.get(id);
    if (!session || isOver(session, now)) return null;
    if (!given.has(session)) return given.add(session) && session;
    const isFlat = Object.values(session).every((value) => typeof value !== 'object' || value instanceof Date);
    return isFlat ? { ...session } : alone(); // a caller may change what it gets
  };
}

async function writeTogether(sessions: Collection<Stored>, calls: Write[]) {
  const models = calls.map(({ model }) => model);
  const sums = await sessions.bulkWrite(models, { ordered: false });
  const created = new Set<unknown>(Object.values(sums.upsertedIds));
  const count = (wanted: Write['kind']) => calls.filter(({ kind }) => kind === wanted).length;
  const part = (sum: number, of: number) => (sum === of ? 1 : sum === 0 ? 0 : Number.NaN);
  const deletedCount = part(sums.deletedCount, count('delete'));
  const modified = part(sums.modifiedCount, sums.matchedCount);
  const missing = count('upsert') + count('update') - sums.upsertedCount - sums.matchedCount;
  return ({ id, kind, alone }: Write) => {
    if (kind === 'delete') return { acknowledged: true, deletedCount };
    if (kind === 'update' && missing > 0 && missing < count('update')) return alone(); // which ones were not there?
    const upsertedCount = created.has(id) ? 1 : 0;
    const matchedCount = upsertedCount || (kind === 'update' && missing > 0) ? 0 : 1;
    const counts = { matchedCount, modifiedCount: matchedCount && modified, upsertedCount };
    return { acknowledged: true, ...counts, upsertedId: upsertedCount ? id : null };
  };
}
