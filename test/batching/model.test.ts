import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMongod } from '../real/mongod.ts';
import type { RealServer } from '../real/server.ts';
import { type Options, randomOf, Sessions, sessionOf } from './sessions.ts';

// Each session lives through a random program of its own, one step after the other; all of them run at the same time.
// So every step has one right answer, and plain connect-mongo gives it.

const SESSIONS = 120;
const STEPS = 30;

type Step = { kind: 'get' | 'set' | 'expire' | 'touch' | 'destroy'; through: number };

let mongod: RealServer;
beforeAll(async () => {
  mongod = await startMongod();
}, 60_000);
afterAll(() => mongod.stop());

function programOf(random: () => number): Step[] {
  const kinds = ['get', 'get', 'get', 'set', 'set', 'set', 'touch', 'touch', 'destroy', 'expire'] as const;
  return Array.from({ length: STEPS }, () => ({
    kind: kinds[Math.floor(random() * kinds.length)] ?? 'get',
    through: Math.floor(random() * 2),
  }));
}

/** What each step of `program` answers. */
async function runProgram(stores: Sessions[], id: string, program: Step[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const [round, { kind, through }] of program.entries()) {
    const store = stores[through % stores.length];
    if (!store) throw new Error('No store');
    answers.push(await runStep(store, id, kind, round));
  }
  return answers;
}

async function runStep(store: Sessions, id: string, kind: Step['kind'], round: number): Promise<unknown> {
  try {
    if (kind === 'destroy') return await store.destroy(id);
    if (kind === 'set') return await store.set(id, sessionOf(round, { of: id }));
    if (kind === 'expire') return await store.set(id, sessionOf(round, { of: id }, -1000));
    const found = await store.get(id);
    if (kind === 'touch') return await store.touch(id, found ?? sessionOf(round));
    // Two runs do not happen at the same time of day.
    const { cookie, lastModified, ...rest } = { lastModified: undefined, ...found };
    return found && { ...rest, hasCookie: cookie !== undefined, isDated: lastModified !== undefined };
  } catch (error) {
    return String(error);
  }
}

async function runAll(stores: Sessions[], seed: number) {
  const events: Record<string, number> = {};
  for (const { store } of stores)
    for (const name of ['create', 'update', 'set', 'get', 'touch', 'destroy'] as const)
      store.on(name, () => {
        events[name] = (events[name] ?? 0) + 1;
      });
  const random = randomOf(seed);
  const ids = Array.from({ length: SESSIONS }, (_, index) => `session-${index}`);
  const answers = await Promise.all(ids.map((id) => runProgram(stores, id, programOf(random))));
  const first = stores[0];
  const stored = first ? await first.stored.find().sort({ _id: 1 }).toArray() : [];
  const documents = stored.map(({ _id, session, ...rest }) => ({
    _id,
    fields: Object.keys(rest).sort(),
    session: typeof session === 'string' ? JSON.parse(session).round : session,
  }));
  await Promise.all(stores.map(({ store }) => store.close()));
  return { answers, events, documents };
}

describe.each([
  { seed: 1, options: { touchAfter: 0 } },
  { seed: 2, options: { touchAfter: 3600 } },
  { seed: 3, options: { touchAfter: 0, stringify: false } },
])('seed $seed, $options', ({ seed, options }: { seed: number; options: Options }) => {
  test('two batched stores answer what connect-mongo alone does', { timeout: 60_000 }, async () => {
    const batchedOptions = { ...options, dbName: `batched-${seed}` };
    const stores = [Sessions.batched(mongod.url, batchedOptions), Sessions.batched(mongod.url, batchedOptions)];
    const batched = await runAll(stores, seed);
    const oracle = await runAll([Sessions.plain(mongod.url, { ...options, dbName: `plain-${seed}` })], seed);
    const withoutDates = (documents: typeof oracle.documents) =>
      documents.map((document) => (options.stringify === false ? { ...document, session: undefined } : document));
    expect(batched.answers).toEqual(oracle.answers);
    expect(batched.events).toEqual(oracle.events);
    expect(withoutDates(batched.documents)).toEqual(withoutDates(oracle.documents));
    // The programs have met every case: it was worth running them.
    expect(new Set(batched.answers.flat().map((answer) => typeof answer))).toEqual(
      new Set(['undefined', 'object', 'string']),
    );
  });
});
