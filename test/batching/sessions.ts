import { MongoStore } from 'connect-mongo';
import type { SessionData } from 'express-session';
import { type Collection, MongoClient, type MongoClientOptions } from 'mongodb';
import { batched } from '../../templates/feature-batching/src/batching.ts';

declare module 'express-session' {
  interface SessionData {
    /** How many writes the session has seen, for tests. */
    round?: number;
    /** Whatever a test wants to store. */
    load?: unknown;
  }
}

export interface Options {
  dbName?: string;
  /** s */
  touchAfter?: number;
  stringify?: boolean;
  timestamps?: boolean;
  client?: MongoClientOptions;
}

/** connect-mongo's store with promises, on a client of its own. */
export class Sessions {
  readonly client: MongoClient;
  readonly store: MongoStore;
  /** The documents behind it, without the store. */
  readonly stored: Collection<{ _id: string; session: unknown }>;

  private constructor(client: MongoClient, given: MongoClient, { dbName = 'app', ...options }: Options) {
    this.client = client;
    this.stored = client.db(dbName).collection('sessions');
    const { touchAfter = 0, stringify = true, timestamps = false } = options;
    this.store = MongoStore.create({
      client: given,
      dbName,
      touchAfter,
      stringify,
      timestamps,
      autoRemove: 'disabled',
    });
  }

  static plain(url: string, options: Options = {}): Sessions {
    const client = new MongoClient(url, options.client);
    return new Sessions(client, client, options);
  }

  static batched(url: string, options: Options = {}): Sessions {
    const client = new MongoClient(url, options.client);
    return new Sessions(client, batched(client), options);
  }

  get(id: string): Promise<SessionData | null> {
    return new Promise((resolve, reject) =>
      this.store.get(id, (error, data) => (error ? reject(error) : resolve(data ?? null))),
    );
  }

  set(id: string, data: SessionData): Promise<void> {
    return this.#done((callback) => this.store.set(id, data, callback));
  }

  touch(id: string, data: SessionData): Promise<void> {
    return this.#done((callback) => this.store.touch(id, data, callback));
  }

  destroy(id: string): Promise<void> {
    return this.#done((callback) => this.store.destroy(id, callback));
  }

  #done(call: (callback: (error?: unknown) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => call((error) => (error ? reject(error) : resolve())));
  }
}

/** Lives an hour, unless `life` (ms) says otherwise. */
export function sessionOf(round: number, load?: unknown, life = 3_600_000): SessionData {
  const cookie = { originalMaxAge: life, expires: new Date(Date.now() + life), path: '/' };
  return { cookie, round, ...(load === undefined ? {} : { load }) };
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
