import { createHash } from 'node:crypto';
import { MongoStore } from 'connect-mongo';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import createError from 'http-errors';
import { type MongoClient, MongoError } from 'mongodb';
import { batched } from './batching.js'; //? batching
import { log } from './log.js';
import { MAX_AGE } from './session.js';

const DEADLINE = 1_500; // ms that somebody waits for the database at most
const LONGEST_AGE = 4 * MAX_AGE; // ms that even a session in daily use lives
const isTooOld = (data?: SessionData | null) => Date.now() - (data?.startedAt ?? Infinity) > LONGEST_AGE;

/** Who reads the database, or a backup of it, learns no session id. */
const hashed = (sid: string): string => createHash('sha256').update(sid).digest('base64url');

type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** connect-mongo's store, made safe against slow databases, late writers and readers of backups. */
export class SessionStore extends MongoStore {
  readonly #stored = new WeakSet<object>(); // sessions that are in the database, as opposed to new ones

  constructor(clientPromise: Promise<MongoClient>) {
    super({
      clientPromise, //? !batching
      clientPromise: clientPromise.then(batched), // calls share commands //? batching
      ttl: MAX_AGE / 1_000,
      collectionName: /*= collection */ 'sessions',
      touchAfter: /*- touchAfter */ 3600, // s: a longer life is written at most this often
      transformId: hashed,
      autoRemove: 'disabled', // done below: connect-mongo makes its index once, and fails for good if it cannot
    });
    void this.#ensureExpiryIndex();
  }

  override get(sid: string, callback: Callback<SessionData>): void {
    const answer = bounded(callback);
    super.get(sid, (error, data) => answer(error, isTooOld(data) ? null : data));
  }

  override createSession(req: Request, data: SessionData) {
    const session = super.createSession(req, data);
    this.#stored.add(session);
    return session;
  }

  override set(sid: string, session: SessionData, callback?: Callback): void {
    const answer = bounded(callback);
    this.#write(sid, session).then(() => answer(null), answer);
  }

  override touch(sid: string, session: SessionData, callback?: Callback): void {
    const answer = bounded(callback);
    // A session that has ended meanwhile has nothing to renew, and that is no error.
    super.touch(sid, session, (error) => answer(/unable to find/i.test(error?.message) ? null : error));
  }

  override destroy(sid: string, callback?: Callback): void {
    super.destroy(sid, bounded(callback));
  }

  async #write(sid: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
    const now = Date.now();
    const data = JSON.stringify({ startedAt: now, ...session, lastModified: undefined });
    const expires = session.cookie.expires || new Date(now + MAX_AGE);
    const change = { $set: { session: data, expires, lastModified: new Date(now) } };
    // A slow request must not bring back a session that was ended while it ran: only a new one is inserted.
    const upsert = !this.#stored.has(session);
    const { matchedCount } = await sessions.updateOne({ _id: hashed(sid) }, change, { upsert });
    if (!upsert && matchedCount === 0) throw createError(401, 'The session was ended meanwhile');
    this.#stored.add(session);
  }

  /** MongoDB removes a session when its `expires` has come. Tries again, ever less often, until the index is there. */
  async #ensureExpiryIndex(delay = 1_000): Promise<void> {
    const sessions = await this.collectionP;
    const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 };
    await sessions
      .createIndex(index.keyPattern, { expireAfterSeconds: 0 })
      // Perhaps an index of another age is in the way: it is changed where it stands.
      .catch(() => sessions.db.command({ collMod: sessions.collectionName, index }))
      .catch((error) => {
        log.warn(error, 'No expiry index on the sessions yet');
        setTimeout(() => this.#ensureExpiryIndex(Math.min(2 * delay, 60_000)), delay).unref();
      });
  }
}

/** Calls back once: with what the database says, or with a 503 when it says nothing in time. */
function bounded<T>(callback: Callback<T> = () => {}): Callback<T> {
  const headers = { 'Retry-After': '2' };
  let isWaiting = true;
  const answer: Callback<T> = (error, value) => {
    if (!isWaiting) return;
    isWaiting = false;
    clearTimeout(timer);
    callback(error instanceof MongoError ? createError(503, error, { headers }) : error, value);
  };
  const timer = setTimeout(() => answer(createError(503, 'MongoDB is silent', { headers })), DEADLINE);
  return answer;
}
