import { setTimeout as sleep } from 'node:timers/promises';
import { MongoBulkWriteError, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMongod } from '../real/mongod.ts';
import type { RealServer } from '../real/server.ts';
import { Sessions, sessionOf } from './sessions.ts';

/** The queue's length, and what one command carries. */
const QUEUE = 5_000;
/** Writes to one session, more than one command carries. */
const ROUNDS = 70;
const MEGABYTE = 1_048_576;

let mongod: RealServer;
beforeAll(async () => {
  mongod = await startMongod();
}, 60_000);
afterAll(() => mongod.stop());

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function withStores(dbName: string, work: (sessions: Sessions, plain: Sessions) => Promise<void>) {
  const sessions = Sessions.batched(mongod.url, { dbName, client: { monitorCommands: true } });
  const plain = Sessions.plain(mongod.url, { dbName: `plain-${dbName}` });
  try {
    await work(sessions, plain);
  } finally {
    await Promise.all([sessions.store.close(), plain.store.close()]);
  }
}

const ids = Array.from({ length: 30 }, (_, index) => `session-${index}`);

describe('one call that fails', () => {
  test('a session that is too large fails alone', { timeout: 60_000 }, () =>
    withStores('large', async (sessions, plain) => {
      const large = sessionOf(1, 'x'.repeat(17 * MEGABYTE));
      const [failed, ...others] = await Promise.all([
        errorOf(sessions.set('large', large)),
        ...ids.map((id) => errorOf(sessions.set(id, sessionOf(1)))),
      ]);
      const alone = await errorOf(plain.set('large', large));
      expect(String(failed)).toBe(String(alone));
      expect(failed).toBeInstanceOf((alone as Error).constructor);
      expect(others).toEqual(ids.map(() => undefined));
      expect((await Promise.all(ids.map((id) => sessions.get(id)))).every((session) => session?.round === 1)).toBe(
        true,
      );
    }),
  );

  test('sessions that fit a command only one by one are stored and found', { timeout: 120_000 }, () =>
    withStores('heavy', async (sessions) => {
      const some = ids.slice(0, 5);
      await Promise.all(some.map((id) => sessions.set(id, sessionOf(1, id.repeat(MEGABYTE)))));
      const found = await Promise.all(some.map((id) => sessions.get(id)));
      expect(found.map((session) => String(session?.load).length)).toEqual(some.map((id) => id.length * MEGABYTE));
      // No cursor stays open for what did not fit into the first answer.
      const { metrics } = await sessions.client.db('admin').command({ serverStatus: 1 });
      expect(Number(metrics.cursor.open.total)).toBe(0);
    }),
  );

  test('a duplicate key is the error of its own caller', () =>
    withStores('unique', async (sessions, plain) => {
      for (const { stored } of [sessions, plain]) await stored.createIndex({ session: 1 }, { unique: true });
      const same = sessionOf(0);
      const outcomes = async (store: Sessions) => {
        await store.set('first', same);
        return Promise.all([
          ...ids.map((id, n) => errorOf(store.set(id, sessionOf(n + 1)))),
          errorOf(store.set('second', same)),
        ]);
      };
      const [batched, alone] = [await outcomes(sessions), await outcomes(plain)];
      expect(batched.slice(0, -1)).toEqual(ids.map(() => undefined));
      const error = batched.at(-1) as MongoServerError;
      expect(error).toBeInstanceOf(MongoServerError);
      expect(error).not.toBeInstanceOf(MongoBulkWriteError);
      expect([error.code, error.keyPattern]).toEqual([11000, (alone.at(-1) as MongoServerError).keyPattern]);
      expect(await sessions.stored.countDocuments()).toBe(ids.length + 1);
    }));

  test('processes that make the same session at once all succeed', async () => {
    const stores = Array.from({ length: 4 }, () => Sessions.batched(mongod.url, { dbName: 'race' }));
    const sets = stores.flatMap((store) => ids.map((id) => errorOf(store.set(id, sessionOf(1)))));
    expect(new Set(await Promise.all(sets))).toEqual(new Set([undefined]));
    expect(await stores[0]?.stored.countDocuments()).toBe(ids.length);
    await Promise.all(stores.map(({ store }) => store.close()));
  });

  test('an update of a wrong kind fails alone', () =>
    withStores('mixed', async (sessions) => {
      await sessions.stored.insertOne({ _id: 'odd', session: 'no object' });
      const collection = sessions.store as unknown as { collectionP: Promise<Sessions['stored']> };
      const update = async (_id: string, change: object) =>
        (await collection.collectionP).updateOne({ _id }, change, { upsert: true });
      const [odd, ...others] = await Promise.all([
        errorOf(update('odd', { $set: { 'session.deep': 1 } })),
        ...ids.map((_id) => update(_id, { $set: { session: '{}' } })),
      ]);
      expect(odd).toBeInstanceOf(MongoServerError);
      expect((odd as MongoServerError).code).toBe(28); // PathNotViable
      expect(others.map(({ upsertedCount }) => upsertedCount)).toEqual(ids.map(() => 1));
    }));
});

describe('a database that stands still', () => {
  test('the queue has an end, and works again afterwards', { timeout: 60_000 }, () =>
    withStores('frozen', async (sessions) => {
      await sessions.set('before', sessionOf(1));
      mongod.freeze();
      const inFlight = sessions.set('first', sessionOf(1));
      await sleep(100);
      const waiting = Array.from({ length: QUEUE }, (_, index) => sessions.set(`waiting-${index}`, sessionOf(1)));
      const refused = await errorOf(sessions.set('late', sessionOf(1)));
      expect(String(refused)).toMatch(/MongoDB has stalled/);
      mongod.thaw();
      await Promise.all([inFlight, ...waiting]);
      expect(await sessions.get('late')).toBeNull();
      expect(await sessions.stored.countDocuments()).toBe(QUEUE + 2);
      await sessions.set('late', sessionOf(2));
      expect((await sessions.get('late'))?.round).toBe(2);
    }),
  );

  test('a slow command does not hold up other sessions, but its own', { timeout: 60_000 }, () =>
    withStores('slow', async (sessions) => {
      const sent: string[][] = [];
      // A frozen database takes no new connections: some have to be there.
      await Promise.all(ids.map((id) => sessions.stored.findOne({ _id: id })));
      sessions.client.on('commandStarted', ({ command }) => {
        sent.push((command['updates'] ?? []).map(({ q }: { q: { _id: string } }) => q._id));
      });
      mongod.freeze();
      const writes = [sessions.set('busy', sessionOf(1))];
      try {
        await sleep(50);
        // More than one command takes: they must not stand in the way of those behind them.
        for (let round = 2; round <= ROUNDS; round++) writes.push(sessions.set('busy', sessionOf(round)));
        writes.push(sessions.set('other', sessionOf(1)));
        await sleep(1_500);
        expect(sent).toEqual([['busy'], ['other']]);
        writes.push(sessions.set('third', sessionOf(1)));
        await sleep(1_500);
        expect(sent).toEqual([['busy'], ['other']]);
      } finally {
        mongod.thaw();
        await Promise.all(writes);
      }
      expect((await sessions.get('busy'))?.round).toBe(ROUNDS);
      expect(sent.filter((ids) => ids.includes('busy'))).toHaveLength(ROUNDS);
    }),
  );

  test('a dead one fails every call with its error, and the next life serves again', { timeout: 120_000 }, async () => {
    const limits = { serverSelectionTimeoutMS: 500, connectTimeoutMS: 500, heartbeatFrequencyMS: 500 };
    const sessions = Sessions.batched(mongod.url, { dbName: 'dead', client: limits });
    await sessions.set('before', sessionOf(1));
    await mongod.kill();
    const failed = await Promise.all(
      ids.flatMap((id) => [errorOf(sessions.get(id)), errorOf(sessions.set(id, sessionOf(1)))]),
    );
    const names = failed.map((error) => (error instanceof Error ? error.name : 'no error'));
    // A command that the driver lost with its connection has no error of the network's.
    expect(names.filter((name) => !/^Mongo(Network|ServerSelection|BulkWrite|)Error$/.test(name))).toEqual([]);
    await mongod.restart();
    await expect.poll(() => errorOf(sessions.set('after', sessionOf(1))), { timeout: 20_000 }).toBeUndefined();
    expect((await sessions.get('after'))?.round).toBe(1);
    await sessions.store.close();
  });
});
