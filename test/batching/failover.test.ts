import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient, MongoWriteConcernError } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReplicaSet, startReplicaSet } from '../real/mongod.ts';
import { Sessions, sessionOf } from './sessions.ts';

const USERS = 40;

let set: ReplicaSet;
beforeAll(async () => {
  set = await startReplicaSet(3);
}, 120_000);
afterAll(() => set.stop());

interface User {
  id: string;
  /** The last write that was sent, and the last one that was acknowledged. */
  sent: number;
  acknowledged: number;
  errors: unknown[];
}

/** Users who write and read without a pause; what one reads is never older than what was acknowledged. */
function startUsers(sessions: Sessions) {
  let isRunning = true;
  const users = Array.from({ length: USERS }, (_, index) => ({
    ...{ id: `user-${index}`, sent: -1, acknowledged: -1 },
    errors: [] as unknown[],
  }));
  const live = async (user: User) => {
    while (isRunning) {
      try {
        user.sent += 1;
        await sessions.set(user.id, sessionOf(user.sent));
        user.acknowledged = user.sent;
        const least = user.acknowledged;
        const round = (await sessions.get(user.id))?.round ?? -1;
        if (round < least) user.errors.push(`read ${round} after ${least} was acknowledged`);
      } catch (error) {
        user.errors.push(error);
        await sleep(20);
      }
    }
  };
  const done = Promise.all(users.map(live));
  return {
    users,
    async stop() {
      isRunning = false;
      await done;
      return users;
    },
  };
}

const progressOf = (users: User[]) => Math.min(...users.map(({ acknowledged }) => acknowledged));

/** Waits until every user has had some more writes acknowledged. */
async function everyoneMovesOn(users: User[]): Promise<void> {
  const goal = Math.max(...users.map(({ acknowledged }) => acknowledged)) + 5;
  await expect.poll(() => progressOf(users), { timeout: 60_000, interval: 100 }).toBeGreaterThanOrEqual(goal);
}

async function expectNothingLost(users: User[]): Promise<void> {
  const fresh = Sessions.plain(set.url);
  for (const { id, acknowledged, sent } of users) {
    const round = (await fresh.get(id))?.round ?? -1;
    expect(round, id).toBeGreaterThanOrEqual(acknowledged);
    expect(round, id).toBeLessThanOrEqual(sent);
  }
  await fresh.store.close();
}

const isStale = (error: unknown) => typeof error === 'string';

describe('a replica set under load', () => {
  test('a primary that steps down costs nobody anything', { timeout: 120_000 }, async () => {
    const sessions = Sessions.batched(set.url);
    const load = startUsers(sessions);
    await everyoneMovesOn(load.users);
    const { port } = await set.primary();
    const admin = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
    await admin.db('admin').command({ replSetStepDown: 10, secondaryCatchUpPeriodSecs: 10 });
    await admin.close();
    await everyoneMovesOn(load.users);
    const users = await load.stop();
    expect(users.flatMap(({ errors }) => errors)).toEqual([]);
    await expectNothingLost(users);
    await sessions.store.close();
  });

  test('a primary that is killed takes nothing acknowledged with it', { timeout: 180_000 }, async () => {
    const sessions = Sessions.batched(set.url);
    const load = startUsers(sessions);
    await everyoneMovesOn(load.users);
    const primary = await set.primary();
    await primary.kill();
    await everyoneMovesOn(load.users);
    const users = await load.stop();
    expect(users.flatMap(({ errors }) => errors).filter(isStale)).toEqual([]);
    await expectNothingLost(users);
    await primary.restart();
    await sessions.store.close();
  });

  test('a write concern that is not met shows beside another error as well', { timeout: 60_000 }, async () => {
    const primary = await set.primary();
    const client = { w: 3, wtimeoutMS: 300 } as const;
    const sessions = Sessions.batched(set.url, { dbName: 'unique', client });
    const majority = Sessions.plain(set.url, { dbName: 'unique' });
    await majority.stored.createIndex({ session: 1 }, { unique: true });
    const same = sessionOf(0);
    await majority.set('first', same);
    await sessions.get('first');
    const [secondary] = set.members.filter((member) => member !== primary);
    secondary?.freeze();
    try {
      const writes = [['second', same] as const, ...[1, 2, 3].map((n) => [`unsafe-${n}`, sessionOf(n)] as const)];
      const outcomes = await Promise.allSettled(writes.map(([id, session]) => sessions.set(id, session)));
      const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : undefined));
      // Of both errors, the driver names the concern.
      expect(codes).toEqual([64, 64, 64, 64]);
      expect(await sessions.get('second')).toBeNull();
    } finally {
      secondary?.thaw();
    }
    await Promise.all([sessions.store.close(), majority.store.close()]);
  });

  test('a write concern that is not met is an error for each, the same as alone', { timeout: 60_000 }, async () => {
    const primary = await set.primary();
    const [secondary] = set.members.filter((member) => member !== primary);
    const client = { w: 3, wtimeoutMS: 300 } as const;
    const stores = [Sessions.batched(set.url, { client }), Sessions.plain(set.url, { client })];
    await Promise.all(stores.map((sessions) => sessions.get('warm')));
    secondary?.freeze();
    try {
      for (const sessions of stores) {
        const ids = Array.from({ length: 5 }, (_, index) => `unsafe-${index}`);
        const failed = await Promise.allSettled(ids.map((id) => sessions.set(id, sessionOf(7))));
        for (const outcome of failed) {
          const error = outcome.status === 'rejected' ? outcome.reason : undefined;
          expect(error).toBeInstanceOf(MongoWriteConcernError);
          expect(error.code).toBe(64);
        }
        expect((await sessions.get('unsafe-0'))?.round).toBe(7);
      }
    } finally {
      secondary?.thaw();
    }
    await Promise.all(stores.map(({ store }) => store.close()));
  });
});
