import { type AnyBulkWriteOperation, BSON, type Collection, type Db, type Document, type MongoClient } from 'mongodb';
import { MongoAPIError, MongoBulkWriteError, MongoError } from 'mongodb';

// A command costs MongoDB and its driver far more than a document. So connect-mongo's calls that arrive while a command
// is in flight share the next: reads a `find`, writes a `bulkWrite`, one of each at a time. Every caller gets what its
// own command would have given, retries included, but for `modifiedCount`; writes to one session keep their order.

const COMMAND_SIZE = 32; // calls in one command, at most; with more of them, the app would wait for the database
const QUEUE_SIZE = 5_000; // calls that wait for a command, at most
const PATIENCE = 1_000; // ms; a command that takes longer no longer holds up the next one
const LIMIT = 15_000; // ms more; then its callers wait no longer either
type Stored = Document & { _id: string };
type Call = { id: string; alone(): Promise<unknown> };
type Read = Call & { now: Date | null }; // null: expired ones too
type Write = Call & { model: AnyBulkWriteOperation<Stored> };

/** The same client with fewer commands, for a session store. */
export function batched(client: MongoClient): MongoClient {
  const db = (...args: Parameters<MongoClient['db']>) => {
    const collection = (name: string, options?: object) => sharing(client.db(...args), name, options);
    return Object.assign(client.db(...args), { collection });
  };
  const get = (_: MongoClient, key: string | symbol): unknown => {
    const value = key === 'db' ? db : Reflect.get(client, key);
    return typeof value === 'function' ? value.bind(client) : value;
  };
  return new Proxy(client, { get });
}

function sharing(database: Db, name: string, options?: object): Collection<Stored> {
  const sessions = database.collection<Stored>(name, options);
  const read = queue<Read>((calls) => readTogether(sessions, calls), false);
  const write = queue<Write>((calls) => writeTogether(sessions, calls), true);
  return Object.assign(database.collection<Stored>(name, options), {
    findOne(filter: Document, options?: object) {
      const alone = () => sessions.findOne(filter, options);
      const now = isPlain(filter, options) ? null : timeIn(filter, options);
      return now === undefined ? alone() : read({ id: filter._id, now, alone });
    },
    updateOne(filter: Document, update: Document, { upsert = false, ...others } = {}) {
      const alone = () => sessions.updateOne(filter, update, { upsert, ...others });
      const isOurs = isPlain(filter, others) && Object.keys(update).join() === '$set'; // may be done twice
      return isOurs ? write({ id: filter._id, model: { updateOne: { filter, update, upsert } }, alone }) : alone();
    },
    deleteOne(filter: Document, options?: object) {
      const alone = () => sessions.deleteOne(filter, options);
      return isPlain(filter, options) ? write({ id: filter._id, model: { deleteOne: { filter } }, alone }) : alone();
    },
  } as object);
}

/** Whether a filter names one session and no more, and no option is set. */
const isPlain = (filter: Document, options: object = {}) =>
  JSON.stringify(options) === '{}' && typeof filter._id === 'string' && Object.keys(filter).length === 1;

/** The time in connect-mongo's question for a session that has not expired then. */
function timeIn({ _id, $or: either, ...more }: Document, options?: object): Date | undefined {
  const [eternal, later] = Array.isArray(either) ? either : [];
  const now: unknown = later?.expires?.$gt;
  if (options || typeof _id !== 'string' || !(now instanceof Date) || eternal?.expires?.$exists !== false) return undefined;
  const sizes = [more, either, eternal, eternal.expires, later, later.expires].map((part) => Object.keys(part).length);
  return sizes.join() === '0,2,1,1,1,1' ? now : undefined;
}

/** Lets calls share commands. A lone one goes at once; many wait while each turn of the event loop adds some. */
function queue<C extends Call>(send: (calls: C[]) => Promise<(call: C) => unknown>, inOrder: boolean) {
  let waiting: (C & { resolve(answer: unknown): void; reject(error: unknown): void })[] = [];
  let isBusy = false; // calls gather, or a command is in flight
  let size = 1; // calls to expect: as many as in the last command, and more than one if others came meanwhile
  let slow: Promise<unknown> = Promise.resolve(); // what else is in flight
  const busy = new Set<string>(); // sessions that are being written: for each, one command at a time
  const outlasts = (answered: Promise<unknown>, time: number) =>
    new Promise<boolean>((tell) => {
      const timer = setTimeout(tell, time, true).unref(); // cleared below, or there were thousands
      void answered.then(() => clearTimeout(timer)).then(() => tell(false));
    });
  // Without an answer, nobody knows if MongoDB did it, or still will: to do it again could undo a later write.
  const isLost = (error: unknown) =>
    error instanceof MongoError && !(error instanceof MongoAPIError) && typeof error.code !== 'number';
  const instead = (error: unknown) => (call: C) => (inOrder && isLost(error) ? Promise.reject(error) : call.alone());
  const answerAll = async (calls: typeof waiting) => {
    const answers = calls.map(await send(calls).catch(instead)); // one call may spoil it for all
    const give = () => calls.forEach(({ resolve }, index) => void resolve(answers[index]));
    (waiting.length < calls.length ? queueMicrotask : setImmediate)(give); // a full next command is sent before
    await Promise.allSettled(answers.filter((given) => given instanceof Promise));
    size = Math.max(calls.length, waiting.length > 0 ? 2 : 1);
  };
  const next = () => {
    isBusy = waiting.length > 0;
    if (isBusy && waiting.length < size) setImmediate(run, 0);
    else if (isBusy) queueMicrotask(() => run(waiting.length)); // even one turn would be felt
  };
  const run = async (before: number) => {
    if (waiting.length > before && waiting.length < COMMAND_SIZE) return void setImmediate(run, waiting.length);
    const calls = new Set(waiting.slice(0, COMMAND_SIZE).filter(({ id }) => !inOrder || busy.size < busy.add(id).size));
    waiting = waiting.filter((call) => !calls.has(call));
    if (calls.size === 0) return void (isBusy = false); // all that wait are under way already
    const answered = answerAll([...calls]);
    const end = () => calls.forEach(({ id }) => void busy.delete(id));
    const giveUp = () => calls.forEach(({ reject }) => void reject(new MongoError('MongoDB does not answer')));
    // The driver can lose a command together with its connection: one more may be in flight then, and nobody waits on.
    if (await outlasts(answered, PATIENCE)) {
      const over = outlasts(answered, LIMIT).then((late) => late && giveUp()).then(end).then(() => isBusy || next());
      await Promise.race([slow, over]);
      slow = Promise.all([slow, over]);
    } else end();
    next();
  };
  return (call: C) =>
    new Promise<unknown>((resolve, reject) => {
      if (waiting.length >= QUEUE_SIZE) return reject(new MongoError('MongoDB has stalled: too many calls wait'));
      waiting.push(Object.assign(call, { resolve, reject }));
      if (!isBusy) next();
    });
}

async function readTogether(sessions: Collection<Stored>, calls: Read[]) {
  const { db, collectionName: find, readConcern, readPreference = 'primary', bsonOptions } = sessions;
  const filter = { _id: calls.length > 1 ? { $in: calls.map(({ id }) => id) } : calls[0]?.id }; // one needs no plan
  const command = { find, filter, batchSize: calls.length + 1, ...(readConcern && { readConcern }) };
  const { cursor } = await db.command(command, { ...bsonOptions, readPreference }); // a third cheaper than the class
  const rest = Number(cursor.id) !== 0 && (await db.command({ killCursors: find, cursors: [cursor.id] }));
  if (rest) throw new Error('The sessions are too large for one answer');
  const found = new Map((cursor.firstBatch as Stored[]).map((session) => [session._id, session]));
  const given = new Set<Stored>();
  return ({ id, now }: Read) => {
    const session = found.get(id);
    const isOver = now && session?.expires !== undefined && !(session.expires instanceof Date && session.expires > now);
    if (!session || isOver) return null;
    if (given.size < given.add(session).size) return session; // once: each may change what it gets
    return BSON.deserialize(BSON.serialize(session), bsonOptions);
  };
}

async function writeTogether(sessions: Collection<Stored>, calls: Write[]) {
  if (calls.length === 1) return ({ alone }: Write) => alone(); // cheaper, unlike a lone read
  const sums = await sessions.bulkWrite(calls.map(({ model }) => model), { ordered: false }).catch((error: unknown) => {
    // One without write errors tells of something else, such as a write concern that was not met.
    if (!(error instanceof MongoBulkWriteError) || [error.writeErrors].flat().length === 0) throw error;
    return error.result;
  });
  const created = new Set<unknown>(Object.values(sums.upsertedIds));
  const updates = calls.filter(({ model }) => 'updateOne' in model).length;
  const isOneMissing = sums.matchedCount + sums.upsertedCount < updates; // MongoDB does not say which
  return ({ id, model, alone }: Write) => {
    const made = Number(created.has(id));
    if (!made && (sums.hasWriteErrors() || (isOneMissing && 'updateOne' in model))) return alone();
    return { acknowledged: true, matchedCount: 1 - made, upsertedCount: made, upsertedId: made ? id : null };
  };
}
