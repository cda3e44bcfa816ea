import { createHash } from 'node:crypto';
import { RedisStore } from 'connect-redis';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import createError from 'http-errors';
import type { Redis } from './database.js';
import { MAX_AGE } from './session.js';

const DEADLINE = 1_500; // ms that somebody waits for Redis at most
const LONGEST_AGE = 4 * MAX_AGE; // ms that even a session in daily use lives
const isTooOld = (data?: SessionData | null) => Date.now() - (data?.startedAt ?? Infinity) > LONGEST_AGE;

/** Who reads Redis, or a backup of it, learns no session id. */
const hashed = (sid: string): string => createHash('sha256').update(sid).digest('base64url');

type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** connect-redis' store, made safe against slow servers, late writers and readers of backups. */
export class SessionStore extends RedisStore {
  readonly #stored = new WeakSet<object>(); // sessions that are in Redis, as opposed to new ones
  readonly #client: Redis;

  constructor(client: Redis) {
    super({ client, prefix: {%= slug + ':' %}, ttl: MAX_AGE / 1_000 });
    this.#client = client;
  }

  override async get(sid: string, callback: Callback<SessionData>): Promise<void> {
    const answer = bounded(callback);
    const check: Callback<SessionData> = (error, data) => answer(error, isTooOld(data) ? null : data);
    await super.get(hashed(sid), check);
  }

  override createSession(req: Request, data: SessionData) {
    const session = super.createSession(req, data);
    this.#stored.add(session);
    return session;
  }

  override async set(sid: string, session: SessionData, callback?: Callback): Promise<void> {
    const answer = bounded(callback);
    await this.#write(sid, session).then(() => answer(null), answer);
  }

  override async touch(sid: string, session: SessionData, callback?: Callback): Promise<void> {
    await super.touch(hashed(sid), session, bounded(callback));
  }

  override async destroy(sid: string, callback?: Callback): Promise<void> {
    await super.destroy(hashed(sid), bounded(callback));
  }

  async close(): Promise<void> {
    if (this.#client.isOpen) this.#client.destroy();
  }

  async #write(sid: string, session: SessionData): Promise<void> {
    const now = Date.now();
    const data = JSON.stringify({ startedAt: now, ...session });
    const expires = session.cookie.expires || new Date(now + MAX_AGE);
    const expiration = { type: 'PXAT', value: Math.max(expires.getTime(), 1) } as const;
    // A slow request must not bring back a session that was ended while it ran: XX only writes what is there.
    const condition = this.#stored.has(session) ? ({ condition: 'XX' } as const) : {};
    const reply = await this.#client.set(this.prefix + hashed(sid), data, { ...condition, expiration });
    if (reply === null) throw createError(401, 'The session was ended meanwhile');
    this.#stored.add(session);
  }
}

/** Calls back once: with what Redis says, or with a 503 when it says nothing in time. */
function bounded<T>(callback: Callback<T> = () => {}): Callback<T> {
  const headers = { 'Retry-After': '2' };
  let isWaiting = true;
  const answer: Callback<T> = (error, value) => {
    if (!isWaiting) return;
    isWaiting = false;
    clearTimeout(timer);
    const isDown = error instanceof Error && !('status' in error);
    callback(isDown ? createError(503, error, { headers }) : error, value);
  };
  const timer = setTimeout(() => answer(createError(503, 'Redis is silent', { headers })), DEADLINE);
  return answer;
}
