import { setTimeout as sleep } from 'node:timers/promises';
import type { Collection } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batched } from '../../templates/feature-batching/src/batching.ts';
import { startMongod } from '../real/mongod.ts';
import type { RealServer } from '../real/server.ts';
import { type Options, Sessions, sessionOf } from './sessions.ts';

interface Stored {
  _id: string;
  n?: number;
}

let mongod: RealServer;
beforeAll(async () => {
  mongod = await startMongod();
}, 60_000);
afterAll(() => mongod.stop());

async function withStore(options: Options, work: (sessions: Sessions, shared: Collection<Stored>) => Promise<void>) {
  const sessions = Sessions.batched(mongod.url, { client: { monitorCommands: true }, ...options });
  try {
    await work(sessions, batched(sessions.client).db(options.dbName).collection<Stored>('sessions'));
  } finally {
    await sessions.store.close();
  }
}

const ids = Array.from({ length: 60 }, (_, index) => `session-${index}`);

/** Nothing else runs meanwhile, as in a handler that calculates. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('writes', () => {
  test('one that missed its session costs the others nothing', () =>
    withStore({ dbName: 'missed' }, async ({ client }, shared) => {
      await shared.insertMany(ids.map((_id) => ({ _id })));
      let sent = 0;
      client.on('commandStarted', () => {
        sent += 1;
      });
      const write = async (_id: string) => (await shared.updateOne({ _id }, { $set: { n: 1 } })).matchedCount;
      // The first one is alone, as nobody is expected yet; the others share two.
      const matched = await Promise.all(['session-0', 'gone', ...ids].map(write));
      expect(matched).toEqual([1, 0, ...ids.map(() => 1)]);
      expect(sent).toBeLessThanOrEqual(ids.length / 10);
    }));

  test('what is done at once and what waits keep their order', () =>
    withStore({ dbName: 'timestamps', timestamps: true }, async (sessions) => {
      for (const id of ids.slice(0, 20)) {
        await sessions.set(id, sessionOf(1));
        const other = sessions.set('other', sessionOf(1));
        await Promise.all([sessions.destroy(id), sessions.set(id, sessionOf(2)), other]);
        expect((await sessions.get(id))?.round).toBe(2);
      }
    }));

  test('one that nobody waits for any longer is not done again', { timeout: 60_000 }, () =>
    withStore({ dbName: 'given-up' }, async ({ client }, shared) => {
      await shared.insertMany(ids.map((_id) => ({ _id })));
      // A frozen database takes no new connections: some have to be there.
      await Promise.all(ids.map((_id) => client.db('given-up').collection<Stored>('sessions').findOne({ _id })));
      const write = (_id: string, n: number) => shared.updateOne({ _id }, { $set: { n } });
      mongod.freeze();
      const sent: unknown[] = [];
      let newer: Promise<unknown> | undefined;
      try {
        // That the first one is gone is what would make the second be done once more.
        const old = await Promise.allSettled([write('gone', 1), write('session-1', 1)]);
        expect(old.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
        client.on('commandStarted', ({ command }) => sent.push(...(command['updates'] ?? [])));
        newer = write('session-1', 2);
        await sleep(200);
      } finally {
        mongod.thaw();
      }
      await newer;
      await sleep(500);
      expect(sent).toMatchObject([{ q: { _id: 'session-1' }, u: { $set: { n: 2 } } }]);
    }),
  );
});

describe('reads', () => {
  test('a session that cannot be copied fails nobody', () =>
    withStore({ dbName: 'odd' }, async (sessions, shared) => {
      const { stored } = sessions;
      await stored.insertOne({ _id: 'odd', session: { type: 'x' } });
      await stored.updateOne({ _id: 'odd' }, { $rename: { 'session.type': 'session._bsontype' } });
      const found = await Promise.all(['odd', 'odd', 'odd'].map((_id) => shared.findOne({ _id })));
      expect(found).toEqual(found.map(() => ({ _id: 'odd', session: { _bsontype: 'x' } })));
      expect(await sessions.get('another')).toBeNull();
    }));

  test('options of any kind give a promise', () =>
    withStore({ dbName: 'options' }, async ({ client }, shared) => {
      await client.withSession(async (session) => {
        expect(await shared.findOne({ _id: 'none' }, { session })).toBeNull();
      });
    }));

  test('none waits for many turns of a busy process', () =>
    withStore({ dbName: 'turns' }, async (_, shared) => {
      await Promise.all(ids.map((_id) => shared.findOne({ _id }))); // as many are expected again
      const turns: number[] = [];
      const calls: Promise<unknown>[] = [];
      for (let turn = 0; turn < 60; turn++) {
        calls.push(shared.findOne({ _id: `turn-${turn}` }).then(() => turns.push(turn)));
        work(3);
        await new Promise((resolve) => setImmediate(resolve));
      }
      // Some were answered while others were still to come, not all at the end.
      const early = turns.length;
      await Promise.all(calls);
      expect(early).toBeGreaterThan(40);
    }));
});
