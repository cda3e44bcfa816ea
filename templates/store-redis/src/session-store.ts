import { createHash } from 'node:crypto';
import { RedisStore } from 'connect-redis';
import type { Request } from 'express';
import type { Session, SessionData } from 'express-session';
import type { Client } from './database.js';
import { MAX_AGE } from './session.js';

/** How long a visitor waits for Redis at most (ms). */
const DEADLINE = 1500;
/** Even a session in daily use ends after this time (ms). */
const ABSOLUTE_AGE = 4 * MAX_AGE;

type Callback<T = void> = (error: unknown, value?: T | null) => void;

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
  }
}

/** Redis refused, or was not there in time; the error handler answers with its status. */
class StoreUnavailable extends Error {
  readonly status = 503;
}

/** connect-redis' store, made safe against slow servers, late writers and readers of backups. */
export class SessionStore extends RedisStore {
  /** Sessions that are in Redis, as far as this request knows. */
  readonly #known = new WeakSet<object>();
  readonly #client: Client;

  constructor(client: Client) {
    super({ client, prefix: /*= slug + ':' */ 'my-app:', ttl: MAX_AGE / 1000 });
    this.#client = client;
  }

  override async get(sid: string, callback: Callback<SessionData>): Promise<void> {
    const done = bounded(callback);
    await super.get(hashed(sid), (error: unknown, session?: SessionData | null) => {
      const tooOld = session?.startedAt && Date.now() - session.startedAt > ABSOLUTE_AGE;
      done(error, tooOld ? null : session);
    });
  }

  override createSession(req: Request, data: SessionData): Session & SessionData {
    const session = super.createSession(req, data);
    this.#known.add(session);
    return session;
  }

  override async set(sid: string, session: SessionData, callback: Callback = () => {}): Promise<void> {
    const done = bounded(callback);
    await this.#write(sid, session).then(() => done(null), done);
  }

  override async touch(sid: string, session: SessionData, callback: Callback = () => {}): Promise<void> {
    await super.touch(hashed(sid), session, bounded(callback));
  }

  override async destroy(sid: string, callback: Callback = () => {}): Promise<void> {
    await super.destroy(hashed(sid), bounded(callback));
  }

  /** Whether Redis answers now. */
  ready(): Promise<boolean> {
    return new Promise((resolve) => {
      const done = bounded((error) => resolve(!error));
      this.#client.ping().then(() => done(null), done);
    });
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  async #write(sid: string, session: SessionData): Promise<void> {
    const data = JSON.stringify({ startedAt: Date.now(), ...session });
    const age = session.cookie.expires ? session.cookie.expires.getTime() - Date.now() : MAX_AGE;
    // A slow request must not bring back a session that was ended while it ran: XX only writes what is there.
    const condition = this.#known.has(session) ? ({ condition: 'XX' } as const) : {};
    await this.#client.set(this.prefix + hashed(sid), data, { ...condition, expiration: { type: 'PX', value: Math.max(age, 1) } });
    this.#known.add(session);
  }
}

function hashed(sid: string): string {
  return createHash('sha256').update(sid).digest('base64url');
}

/** Calls back once: with what Redis says, or with an error when it says nothing in time. */
function bounded<T>(callback: Callback<T>): Callback<T> {
  let waiting = true;
  const answer: Callback<T> = (error, value) => {
    if (!waiting) return;
    waiting = false;
    clearTimeout(timer);
    callback(error ? new StoreUnavailable('The session store failed', { cause: error }) : null, value);
  };
  const timer = setTimeout(answer, DEADLINE, new Error(`No answer within ${DEADLINE} ms`));
  return answer;
}
