import type { AnyBulkWriteOperation, Collection, Db, Document, MongoClient } from 'mongodb';
import { BSON, MongoAPIError, MongoBulkWriteError, MongoError } from 'mongodb';

// A command costs MongoDB and its driver far more than a document. So a store's calls that arrive while a command is in
// flight share the next: reads a `find`, writes a `bulkWrite`, one of each at a time. Each gets what its own command
// gives, retries included, but for `modifiedCount` and `deletedCount`; writes to one session keep their order.

const COMMAND_SIZES = [64, 32]; // calls in one command, at most, when more than that many are on their way; else 16
const QUEUE_SIZE = 5_000; // calls that wait for a command, at most
const PATIENCE = 1_000; // ms; a command that takes longer no longer holds up the next one
const LIMIT = 15_000; // ms more; then its callers wait no longer either, and it no longer counts as in flight
type Stored = Document & { _id: string };
type Call = { id: string; alone(): Promise<unknown> };
type Read = Call & { now: Date | null }; // null: expired ones too
type Write = Call & { model: AnyBulkWriteOperation<Stored> };

/** The same client with fewer commands, for a session store. */
export function batched(client: MongoClient): MongoClient {
  const db = (...args: Parameters<MongoClient['db']>) =>
    Object.assign(client.db(...args), { collection: sharing.bind(null, client.db(...args)) });
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
      const canRepeat = isPlain(filter, others) && Object.keys(update).every((key) => /^\$(set|current)/.test(key));
      return canRepeat ? write({ id: filter._id, model: { updateOne: { filter, update, upsert } }, alone }) : alone();
    },
    deleteOne(filter: Document, options?: object) {
      const alone = () => sessions.deleteOne(filter, options);
      return isPlain(filter, options) ? write({ id: filter._id, model: { deleteOne: { filter } }, alone }) : alone();
    },
  } as object);
}

/** Whether a filter names one session and no more, and no option is set. */
const isPlain = ({ _id, ...more }: Document, options: object = {}) =>
  typeof _id === 'string' && !Object.keys(more).length && Object.values(options).every((value) => value === undefined);

/** The time in connect-mongo's question for a session that has not expired then. */
function timeIn({ _id, ...question }: Document, options?: object): Date | undefined {
  const now: unknown = question['$or']?.[1]?.expires?.$gt;
  const usual = { $or: [{ expires: { $exists: false } }, { expires: { $gt: now } }] };
  const isUsual = !options && typeof _id === 'string' && JSON.stringify(question) === JSON.stringify(usual);
  return isUsual && now instanceof Date ? now : undefined;
}

/** Lets calls share commands. A lone one goes at once, fewer than before wait for one turn of the event loop. */
function queue<C extends Call>(send: (calls: C[]) => Promise<(call: C, index: number) => unknown>, inOrder: boolean) {
  let waiting: (C & { resolve(answer: unknown): void; reject(error: unknown): void })[] = [];
  let isBusy = false; // calls gather, or a command is in flight
  let turn: NodeJS.Immediate | undefined; // in which calls gather
  let [size, crowd] = [1, 1]; // calls to expect, as in the last command and behind it; the most of them lately
  const most = () => COMMAND_SIZES.find((few) => crowd > few) ?? 16; // while MongoDB has these, the app has others
  let slow: Promise<unknown> = Promise.resolve(); // what else is in flight
  const busy = new Set<string>(); // sessions that are being written: for each, one command at a time
  const outlasts = (answered: Promise<unknown>, time: number) =>
    Promise.race([answered.then(() => false), new Promise<boolean>((tell) => setTimeout(tell, time, true).unref())]);
  // Without an answer, nobody knows if MongoDB did it, or still will: to do it again could undo a later write.
  const isLost = (e: unknown) => e instanceof MongoError && !(e instanceof MongoAPIError) && typeof e.code !== 'number';
  const instead = (error: unknown) => (call: C) => (inOrder && isLost(error) ? Promise.reject(error) : call.alone());
  const answerAll = async (calls: typeof waiting) => {
    const answers = await send(calls).then((answer) => calls.map(answer)).catch((error) => calls.map(instead(error)));
    size = calls.length + waiting.length;
    crowd = Math.max(size, 0.9 * crowd);
    const give = () => calls.forEach(({ resolve }, index) => void resolve(answers[index]));
    (waiting.length < calls.length ? queueMicrotask : setImmediate)(give); // a full next command is sent before
    await Promise.allSettled(answers.filter((given) => given instanceof Promise));
  };
  const gather = () => {
    clearImmediate(turn);
    isBusy = waiting.length > 0;
    turn = isBusy && waiting.length < Math.min(size, most()) ? setImmediate(run) : undefined;
    if (isBusy && !turn) queueMicrotask(run); // a lone call would feel even one turn
  };
  const run = async () => {
    turn = undefined;
    const calls = new Set<(typeof waiting)[0]>();
    const isFree = ({ id }: C) => calls.size < most() && (!inOrder || busy.size < busy.add(id).size);
    waiting = waiting.filter((call) => !(isFree(call) && calls.add(call)));
    if (calls.size === 0) return void (isBusy = false); // all that wait are under way already
    const answered = answerAll([...calls]);
    const end = () => calls.forEach(({ id }) => void busy.delete(id));
    const alone = () => Promise.reject(new MongoError('MongoDB does not answer')); // nor is it done later
    const giveUp = () => calls.forEach((call) => void call.resolve(Object.assign(call, { alone }).alone()));
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
  const given = new Set<Stored>(); // to one caller; another gets a copy, as each may change what it gets
  return ({ id, now }: Read) => {
    const session = found.get(id);
    const isOver = now && session?.expires !== undefined && !(session.expires instanceof Date && session.expires > now);
    if (!session || isOver) return null;
    return given.size < given.add(session).size ? session : BSON.deserialize(BSON.serialize(session), bsonOptions);
  };
}

async function writeTogether(sessions: Collection<Stored>, calls: Write[]) {
  const lone = calls.length === 1 && calls[0]?.alone(); // cheaper, unlike a lone read
  if (lone) return lone.then(() => () => lone, () => () => lone);
  const sums = await sessions.bulkWrite(calls.map(({ model }) => model), { ordered: false }).catch((e: unknown) => {
    if (!(e instanceof MongoBulkWriteError && e.result.hasWriteErrors()) || e.result.getWriteConcernError()) throw e;
    return e.result; // a write concern that is not met is everyone's error instead
  });
  const failed = new Set(sums.getWriteErrors().map(({ index }) => index));
  const created = new Set<unknown>(Object.values(sums.upsertedIds));
  const isOneGone = sums.matchedCount + sums.upsertedCount < calls.filter(({ model }) => 'updateOne' in model).length;
  const named = { _id: { $in: calls.map(({ id }) => id) } }; // which one it is, MongoDB does not say
  const there = isOneGone && new Set(await sessions.distinct('_id', named, { readPreference: 'primary' }));
  return ({ id, alone }: Write, index: number) => {
    if (failed.has(index)) return alone();
    const [made, here] = [Number(created.has(id)), !there || there.has(id)];
    return { acknowledged: true, matchedCount: here ? 1 - made : 0, upsertedCount: made, upsertedId: made ? id : null };
  };
}
