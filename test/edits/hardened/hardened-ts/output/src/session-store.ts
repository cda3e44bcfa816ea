import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import createError from 'http-errors';
import { MongoError } from 'mongodb';
import { MongoStore } from 'connect-mongo';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import type { MongoClient } from 'mongodb';

const MAX_AGE = 14 * 24 * 60 * 60 * 1000; // ms without a request; equals the maxAge of the cookie
const MAX_LIFETIME = 4 * MAX_AGE; // ms, even for a session in daily use

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
  }
}

/** Only the SHA-256 hash of a session ID is stored or logged, so a leaked database, backup or log exposes no ID. */
const hashSessionId = (id: string): string => createHash('sha256').update(id).digest('base64url');

const DEADLINE = 1_500; // ms
const headers = { 'Retry-After': '2' };
const SOCKET_ERROR = /^(E(?!RR_)|ERR_(SOCKET|STREAM)_)/; // such as EPIPE, which the driver passes on as it is
type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** Calls back exactly once: with a 503 if MongoDB fails, or has not answered within 1.5 s. */
function withDeadline<T>(callback: Callback<T> = () => {}): Callback<T> {
  let isPending = true;
  const done: Callback<T> = (error, value) => {
    if (!isPending) return;
    isPending = false;
    clearTimeout(timer);
    const isOutage = error instanceof MongoError || SOCKET_ERROR.test(Object(error).code);
    callback(isOutage ? createError(503, error as Error, { headers }) : error, value);
  };
  const timer = setTimeout(() => done(createError(503, 'MongoDB did not answer in time', { headers })), DEADLINE);
  return done;
}

/** Repeats a task until it succeeds. The delay between attempts doubles from `delay` up to `maxDelay` (ms). */
function retryUntilSuccess<T>(name: string, maxDelay: number, task: () => Promise<T>, delay = 500): Promise<T> {
  return task().catch(async (error) => {
    console.warn(`${name} failed (${error.message}), next attempt in ${delay} ms`);
    await sleep(delay, undefined, { ref: false });
    return retryUntilSuccess(name, maxDelay, task, Math.min(2 * delay, maxDelay));
  });
}

const isTooOld = ({ startedAt = Infinity }: SessionData) => Date.now() - startedAt > MAX_LIFETIME;
const expiryOf = ({ cookie }: SessionData): Date => cookie.expires || new Date(Date.now() + MAX_AGE);

/** connect-mongo's store with deadlines, hashed IDs, and no resurrection of destroyed sessions. */
export class SessionStore extends MongoStore {
  readonly #persisted = new WeakSet<object>(); // sessions in the database, as opposed to new ones

  constructor(client: Promise<MongoClient>) {
    super({
      clientPromise: client,
      dbName: 'shop',
      collectionName: 'sessions',
      ttl: MAX_AGE / 1_000,
      touchAfter: 60 * 60, // s; the expiry is updated at most this often
      transformId: hashSessionId,
      autoRemove: 'disabled', // connect-mongo tries only once to create the TTL index; #createIndexes retries
    });
    void retryUntilSuccess('Creating session indexes', 60_000, () => this.#createIndexes());
  }

  override get(sid: string, callback: Callback<SessionData>): void {
    const done = withDeadline(callback);
    super.get(sid, (error, session) => done(error, session && !isTooOld(session) ? session : null));
  }

  override createSession(req: Request, data: SessionData) {
    const session = super.createSession(req, data);
    this.#persisted.add(session);
    return session;
  }

  override touch(sid: string, session: SessionData, callback?: Callback): void {
    const done = withDeadline(callback);
    // Not an error: a session that was destroyed meanwhile needs no new expiry.
    super.touch(sid, session, (error) => done(/unable to find/i.test(error?.message) ? null : error));
  }

  override set(sid: string, session: SessionData, callback?: Callback): void {
    const done = withDeadline(callback);
    this.#write(hashSessionId(sid), session).then(() => done(null), done);
  }

  override destroy(sid: string, callback?: Callback): void {
    super.destroy(sid, withDeadline(callback));
  }

  async #write(_id: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
    const data = JSON.stringify({ startedAt: Date.now(), ...session, lastModified: undefined });
    const fields = { session: data, expires: expiryOf(session), lastModified: new Date() };
    // Upsert only sessions created by this request; otherwise a slow request would restore one destroyed meanwhile.
    const upsert = !this.#persisted.has(session);
    const { matchedCount } = await sessions.updateOne({ _id }, { $set: fields }, { upsert });
    if (!upsert && matchedCount === 0) throw createError(401, 'The session was destroyed during the request');
    this.#persisted.add(session);
  }

  async #createIndexes(): Promise<void> {
    const sessions = await this.collectionP;
    const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 }; // a TTL index: deletes expired sessions
    const modify = () => sessions.db.command({ collMod: sessions.collectionName, index }); // when its age differs
    await sessions.createIndex(index.keyPattern, { expireAfterSeconds: 0 }).catch(modify);
  }
}
