import type { SessionData } from 'express-session';
import { type MongoClient, MongoServerError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batched } from '../../templates/feature-batching/src/batching.ts';
import { startMongod } from '../real/mongod.ts';
import type { RealServer } from '../real/server.ts';
import { Sessions, sessionOf } from './sessions.ts';

let mongod: RealServer;
let databases = 0;
beforeAll(async () => {
  mongod = await startMongod();
}, 60_000);
afterAll(() => mongod.stop());

/** A store, or any other work, on a database of its own. */
async function withStore(work: (sessions: Sessions) => Promise<void>, stringify = true): Promise<void> {
  databases += 1;
  const client = { monitorCommands: true };
  const sessions = Sessions.batched(mongod.url, { dbName: `answers-${databases}`, stringify, client });
  try {
    await sessions.client.connect();
    await work(sessions);
  } finally {
    await sessions.store.close();
  }
}

/** The commands that are sent during `work`, and how many of a kind were in flight at once, at most. */
async function commandsOf(client: MongoClient, work: () => Promise<unknown>) {
  const sent: string[] = [];
  const running = new Map<number, string>();
  let most = 0;
  const start = ({ requestId, commandName }: { requestId: number; commandName: string }) => {
    sent.push(commandName);
    running.set(requestId, commandName);
    most = Math.max(most, [...running.values()].filter((name) => name === commandName).length);
  };
  const end = ({ requestId }: { requestId: number }) => void running.delete(requestId);
  client.on('commandStarted', start).on('commandSucceeded', end).on('commandFailed', end);
  await work();
  client.off('commandStarted', start).off('commandSucceeded', end).off('commandFailed', end);
  return { sent, most };
}

const ids = Array.from({ length: 200 }, (_, index) => `session-${index}`);

describe('sharing', () => {
  test('calls of the same moment share one command, later ones the next', () =>
    withStore(async (sessions) => {
      const sets = await commandsOf(sessions.client, () =>
        Promise.all(ids.map((id) => sessions.set(id, sessionOf(1)))),
      );
      const gets = await commandsOf(sessions.client, () => Promise.all(ids.map((id) => sessions.get(id))));
      // 16, and then 64 each.
      expect(sets.sent).toEqual(Array.from({ length: 4 }, () => 'update'));
      expect(gets.sent).toEqual(Array.from({ length: 4 }, () => 'find'));
    }));

  test('a lone call waits for nobody, not even after a crowd', () =>
    withStore(async (sessions) => {
      await Promise.all(ids.map((id) => sessions.get(id)));
      await sessions.get('lone');
      const filters: unknown[] = [];
      sessions.client.on('commandStarted', ({ command }) => filters.push(command['filter']));
      const answered = sessions.get('lone');
      await new Promise((resolve) => setImmediate(resolve));
      expect(filters).toEqual([{ _id: 'lone' }]);
      await answered;
    }));

  test('one read and one write are in flight at a time', () =>
    withStore(async (sessions) => {
      const visit = async (id: string) => {
        for (let round = 0; round < 10; round++) {
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
          await sessions.set(id, sessionOf(round));
          expect((await sessions.get(id))?.round).toBe(round);
        }
      };
      const { sent, most } = await commandsOf(sessions.client, () => Promise.all(ids.map(visit)));
      expect(most).toBe(1);
      expect(sent.length).toBeLessThan(ids.length * 10);
    }));

  test('writes to one session keep their order', () =>
    withStore(async (sessions) => {
      const rounds = Array.from({ length: 50 }, (_, round) => sessions.set('busy', sessionOf(round)));
      await Promise.all([...rounds, ...ids.map((id) => sessions.set(id, sessionOf(0)))]);
      expect((await sessions.get('busy'))?.round).toBe(49);
      const [, destroyed] = await Promise.all([sessions.set('busy', sessionOf(50)), sessions.destroy('busy')]);
      expect([destroyed, await sessions.get('busy')]).toEqual([undefined, null]);
      // In one command, all updates would come before all deletes.
      await Promise.all([sessions.destroy('session-0'), sessions.set('session-0', sessionOf(51))]);
      expect((await sessions.get('session-0'))?.round).toBe(51);
    }));

  test('a read sees what was acknowledged before it', () =>
    withStore(async (sessions) => {
      const acknowledged = new Map<string, number>();
      const write = async (id: string) => {
        for (let round = 0; round < 40; round++) {
          await sessions.set(id, sessionOf(round));
          acknowledged.set(id, round);
        }
      };
      const read = async (id: string) => {
        while ((acknowledged.get(id) ?? -1) < 39) {
          const least = acknowledged.get(id) ?? -1;
          expect((await sessions.get(id))?.round ?? -1).toBeGreaterThanOrEqual(least);
        }
      };
      await Promise.all(ids.slice(0, 20).flatMap((id) => [write(id), read(id), read(id)]));
    }));
});

describe('answers', () => {
  test.each([true, false])('readers of one session do not share an object (stringify %s)', (stringify) =>
    withStore(async (sessions) => {
      const load = { deep: { list: [1, 2] }, at: new Date(0) };
      await sessions.set('one', sessionOf(1, load));
      const found = await Promise.all(Array.from({ length: 5 }, () => sessions.get('one')));
      const loads = found.map((session) => session?.load as { deep: { list: number[] } });
      loads[0]?.deep.list.push(3);
      expect(loads.map((given) => given.deep.list.length)).toEqual([3, 2, 2, 2, 2]);
      const { cookie, ...last } = found[4] as SessionData;
      expect(last).toEqual({ round: 1, load: stringify ? JSON.parse(JSON.stringify(load)) : load });
      expect(cookie.path).toBe('/');
    }, stringify),
  );

  test('an expired session is not found, one without expiry is', () =>
    withStore(async (sessions) => {
      const session = JSON.stringify({ round: 1 });
      const documents = {
        past: new Date(Date.now() - 1000),
        future: new Date(Date.now() + 60_000),
        number: Date.now() + 60_000,
        none: null,
      };
      for (const [_id, expires] of Object.entries(documents))
        await sessions.client
          .db(sessions.stored.dbName)
          .collection<{ _id: string }>('sessions')
          .insertOne({ _id, session, expires } as { _id: string });
      await sessions.stored.insertOne({ _id: 'eternal', session });
      const names = [...Object.keys(documents), 'eternal', 'unknown'];
      const found = await Promise.all(names.map((id) => sessions.get(id)));
      const plain = Sessions.plain(mongod.url, { dbName: sessions.stored.dbName });
      expect(found).toEqual(await Promise.all(names.map((id) => plain.get(id))));
      expect(names.filter((_, index) => found[index])).toEqual(['future', 'eternal']);
      await plain.store.close();
    }));

  test('each update learns whether its session was there', () =>
    withStore(async (sessions) => {
      const collection = batched(sessions.client)
        .db(sessions.stored.dbName)
        .collection<{ _id: string; n?: number }>('sessions');
      await collection.insertMany([{ _id: 'a' }, { _id: 'b' }]);
      const update = (_id: string, upsert?: boolean) =>
        collection.updateOne({ _id }, { $set: { n: 1 } }, upsert === undefined ? {} : { upsert });
      const countsOf = (results: Awaited<ReturnType<typeof update>>[]) =>
        results.map(({ matchedCount, upsertedCount, upsertedId }) => [matchedCount, upsertedCount, upsertedId]);
      const mixed = await Promise.all([
        update('a'),
        update('x'),
        update('b', true),
        update('y', true),
        update('z', false),
      ]);
      expect(countsOf(mixed)).toEqual([
        [1, 0, null],
        [0, 0, null],
        [1, 0, null],
        [0, 1, 'y'],
        [0, 0, null],
      ]);
      const noneThere = await Promise.all([update('x'), update('z'), update('w', true)]);
      expect(countsOf(noneThere)).toEqual([
        [0, 0, null],
        [0, 0, null],
        [0, 1, 'w'],
      ]);
      expect((await collection.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(['a', 'b', 'w', 'y']);
    }));

  test('every other call is what it was', () =>
    withStore(async (sessions) => {
      const client = batched(sessions.client);
      const collection = client
        .db(sessions.stored.dbName)
        .collection<{ _id: string; userId?: string; n?: number }>('sessions');
      expect(await collection.createIndex({ userId: 1 })).toBe('userId_1');
      await Promise.all(['a', 'b', 'c'].map((_id) => collection.insertOne({ _id, userId: _id === 'c' ? 'v' : 'u' })));
      expect(await collection.find({ userId: 'u' }).toArray()).toHaveLength(2);
      expect(await collection.findOne({ _id: 'a' }, { projection: { userId: 1 } })).toEqual({ _id: 'a', userId: 'u' });
      // An increment done twice would be wrong, a filter on more than the id is another question.
      const counted = await Promise.all(
        ['a', 'b', 'a'].map((_id) => collection.updateOne({ _id }, { $inc: { n: 1 } })),
      );
      expect(counted.map(({ modifiedCount }) => modifiedCount)).toEqual([1, 1, 1]);
      expect(await collection.updateOne({ _id: 'c', userId: 'u' }, { $set: { n: 9 } })).toMatchObject({
        matchedCount: 0,
      });
      expect(await collection.deleteOne({ _id: 'a' })).toMatchObject({ deletedCount: 1 });
      expect(await collection.deleteMany({ userId: 'u' })).toMatchObject({ deletedCount: 1 });
      expect(await new Promise((resolve) => sessions.store.length((_, length) => resolve(length)))).toBe(1);
      await new Promise((resolve) => sessions.store.clear(resolve));
      expect(await collection.estimatedDocumentCount()).toBe(0);
      await expect(collection.createIndex({ n: 1 }, { expireAfterSeconds: -5 })).rejects.toThrow(MongoServerError);
    }));
});
