import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyBulkWriteOperation, BSON, type Collection, type Db, type Document, type MongoClient } from 'mongodb';
import { MongoAPIError, MongoBulkWriteError, MongoError } from 'mongodb';

// A command costs MongoDB and its driver far more than a document. So connect-mongo's calls that arrive while a command
// is in flight share the next: reads a `find`, writes a `bulkWrite`, one of each at a time. Every caller gets what its
// own command would have given, retries included, but for `modifiedCount`; writes to one session keep their order.

const COMMAND_SIZES = [64, 32]; // calls in one command, at most, when more than that many are on their way; else 16
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
function timeIn({ _id, ...question }: Document, options?: object): Date | undefined {
  const now: unknown = question['$or']?.[1]?.expires?.$gt;
  const usual = { $or: [{ expires: { $exists: false } }, { expires: { $gt: now } }] };
  const isUsual = !options && typeof _id === 'string' && JSON.stringify(question) === JSON.stringify(usual);
  return isUsual && now instanceof Date ? now : undefined;
}

/** Lets calls share commands. A lone one goes at once; others wait while each turn of the event loop adds some. */
function queue<C extends Call>(send: (calls: C[]) => Promise<(call: C) => unknown>, inOrder: boolean) {
  let waiting: (C & { resolve(answer: unknown): void; reject(error: unknown): void })[] = [];
  let isBusy = false; // calls gather, or a command is in flight
  let turn: NodeJS.Immediate | undefined; // in which calls gather
  let size = 1; // calls to expect: those in the last command and behind it
  let crowd = 1; // the most that were to be expected lately
  const most = () => COMMAND_SIZES.find((few) => crowd > few) ?? 16; // while MongoDB has these, the app has others
  let slow: Promise<unknown> = Promise.resolve(); // what else is in flight
  const busy = new Set<string>(); // sessions that are being written: for each, one command at a time
  const outlasts = (answered: Promise<unknown>, time: number) =>
    Promise.race([answered.then(() => false), sleep(time, true, { ref: false })]);
  // Without an answer, nobody knows if MongoDB did it, or still will: to do it again could undo a later write.
  const isLost = (e: unknown) => e instanceof MongoError && !(e instanceof MongoAPIError) && typeof e.code !== 'number';
  const instead = (error: unknown) => (call: C) => (inOrder && isLost(error) ? Promise.reject(error) : call.alone());
  const answerAll = async (calls: typeof waiting) => {
    const answers = calls.map(await send(calls).catch(instead)); // one call may spoil it for all
    size = calls.length + waiting.length;
    crowd = Math.max(size, 0.9 * crowd);
    const give = () => calls.forEach(({ resolve }, index) => void resolve(answers[index]));
    (waiting.length < calls.length ? queueMicrotask : setImmediate)(give); // a full next command is sent before
    await Promise.allSettled(answers.filter((given) => given instanceof Promise));
  };
  const gather = (before = waiting.length < size ? 0 : waiting.length) => {
    clearImmediate(turn);
    isBusy = waiting.length > 0;
    turn = waiting.length > before && waiting.length < most() ? setImmediate(gather, waiting.length) : undefined;
    if (isBusy && !turn) queueMicrotask(run); // a lone call would feel even one turn
  };
  const run = async () => {
    const calls = new Set<(typeof waiting)[0]>();
    const isFree = ({ id }: C) => calls.size < most() && (!inOrder || busy.size < busy.add(id).size);
    waiting = waiting.filter((call) => !(isFree(call) && calls.add(call)));
    if (calls.size === 0) return void (isBusy = false); // all that wait are under way already
    const answered = answerAll([...calls]);
    const end = () => calls.forEach(({ id }) => void busy.delete(id));
    const giveUp = () => calls.forEach(({ reject }) => void reject(new MongoError('MongoDB does not answer')));
    // The driver can lose a command together with its connection: one more may be in flight then, and nobody waits on.
    if (await outlasts(answered, PATIENCE)) {
      const over = outlasts(answered, LIMIT).then((late) => late && giveUp()).then(end).then(() => isBusy || gather());
      await Promise.race([slow, over]);
      slow = Promise.all([slow, over]);
    } else end();
    gather();
  };
  return (call: C) =>
    new Promise<unknown>((resolve, reject) => {
      if (waiting.length >= QUEUE_SIZE) return reject(new MongoError('MongoDB has stalled: too many calls wait'));
      waiting.push(Object.assign(call, { resolve, reject }));
      if (!isBusy || (turn && waiting.length >= most())) gather();
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
  const lone = calls.length === 1 && calls[0]?.alone(); // cheaper, unlike a lone read
  if (lone) return lone.then(() => () => lone, () => () => lone);
  const sums = await sessions.bulkWrite(calls.map(({ model }) => model), { ordered: false }).catch((error: unknown) => {
    if (!(error instanceof MongoBulkWriteError && [error.writeErrors].flat().length)) throw error; // a write concern's
    return error.result;
  });
  const created = new Set<unknown>(Object.values(sums.upsertedIds));
  const isOneGone = sums.matchedCount + sums.upsertedCount < calls.filter(({ model }) => 'updateOne' in model).length;
  return ({ id, model, alone }: Write) => {
    const made = Number(created.has(id));
    if (!made && (sums.hasWriteErrors() || (isOneGone && 'updateOne' in model))) return alone(); // maybe this
    return { acknowledged: true, matchedCount: 1 - made, upsertedCount: made, upsertedId: made ? id : null };
  };
}
