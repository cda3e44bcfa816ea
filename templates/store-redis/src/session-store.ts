import { RedisStore } from 'connect-redis';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import createError from 'http-errors';
import type { Redis } from './database.js';
import { type Callback, withDeadline } from './deadline.js';
import { MAX_AGE, MAX_LIFETIME } from './session.js';
import { hashSessionId } from './session-id.js';

const isTooOld = (data?: SessionData | null) => Date.now() - (data?.startedAt ?? Infinity) > MAX_LIFETIME;

/** connect-redis' store with deadlines, hashed IDs, and no resurrection of destroyed sessions. */
export class SessionStore extends RedisStore {
  readonly #persisted = new WeakSet<object>(); // sessions in Redis, as opposed to new ones
  readonly #client: Redis;

  constructor(client: Redis) {
    super({ client, prefix: {%= slug + ':' %}, ttl: MAX_AGE / 1_000 });
    this.#client = client;
  }

  override async get(sid: string, callback: Callback<SessionData>): Promise<void> {
    const done = withDeadline(callback);
    const check: Callback<SessionData> = (error, data) => done(error, isTooOld(data) ? null : data);
    await super.get(hashSessionId(sid), check);
  }

  override createSession(req: Request, data: SessionData) {
    const session = super.createSession(req, data);
    this.#persisted.add(session);
    return session;
  }

  override async set(sid: string, session: SessionData, callback?: Callback): Promise<void> {
    const done = withDeadline(callback);
    await this.#write(hashSessionId(sid), session).then(() => done(null), done);
  }

  override async touch(sid: string, session: SessionData, callback?: Callback): Promise<void> {
    await super.touch(hashSessionId(sid), session, withDeadline(callback));
  }

  override async destroy(sid: string, callback?: Callback): Promise<void> {
    await super.destroy(hashSessionId(sid), withDeadline(callback));
  }

  async close(): Promise<void> {
    if (this.#client.isOpen) this.#client.destroy();
  }

  async #write(id: string, session: SessionData): Promise<void> {
    const now = Date.now();
    const text = JSON.stringify({ startedAt: now, ...session });
    const expires = session.cookie.expires || new Date(now + MAX_AGE);
    const expiration = { type: 'PXAT', value: Math.max(expires.getTime(), 1) } as const;
    // XX writes only existing keys: a slow request must not restore a session that was destroyed meanwhile.
    const condition = this.#persisted.has(session) ? ({ condition: 'XX' } as const) : {};
    const reply = await this.#client.set(this.prefix + id, text, { ...condition, expiration });
    if (reply === null) throw createError(401, 'The session was destroyed during the request');
    this.#persisted.add(session);
  }
}
