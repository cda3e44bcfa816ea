import { setTimeout as sleep } from 'node:timers/promises';
import createError from 'http-errors';
import { MongoError } from 'mongodb';
import { createHash } from 'node:crypto';
import { MongoStore } from 'connect-mongo';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import type { MongoClient } from 'mongodb';

const DEADLINE = 1_500; // ms that somebody waits for the database at most

type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** Calls back once: with what the database says, or with a 503 when it says nothing in time. */
function bounded<T>(callback: Callback<T> = () => {}): Callback<T> {
  const headers = { 'Retry-After': '2' };
  let tell: Callback<T> | undefined = callback;
  const answer: Callback<T> = (error, value) => {
    clearTimeout(timer);
    tell?.(error instanceof MongoError ? createError(503, error, { headers }) : error, value);
    tell = undefined;
  };
  const timer = setTimeout(() => answer(createError(503, 'MongoDB is silent', { headers })), DEADLINE);
  return answer;
}

/** Tries until it works, at first after `pause` ms and then ever less often, but every `longest` ms. */
function untilDone<T>(what: string, longest: number, attempt: () => Promise<T>, pause = 500): Promise<T> {
  return attempt().catch(async (error) => {
    console.warn(`${what}: not yet (${error.message})`);
    await sleep(pause, undefined, { ref: false });
    return untilDone(what, longest, attempt, Math.min(2 * pause, longest));
  });
}

const MAX_AGE = 14 * 24 * 60 * 60 * 1000; // ms: as long as the cookie lives, see its maxAge

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
  }
}

const LONGEST_AGE = 4 * MAX_AGE; // ms that even a session in daily use lives
const isTooOld = ({ startedAt = Infinity }: SessionData) => Date.now() - startedAt > LONGEST_AGE;
const endOf = ({ cookie }: SessionData): Date => cookie.expires || new Date(Date.now() + MAX_AGE);

/** Who reads the database, or a backup of it, learns no session id. */
const hashed = (sid: string): string => createHash('sha256').update(sid).digest('base64url');

/** connect-mongo's store, made safe against slow databases, late writers and readers of backups. */
export class SessionStore extends MongoStore {
  readonly #stored = new WeakSet<object>(); // sessions that are in the database, as opposed to new ones

  constructor(clientPromise: Promise<MongoClient>) {
    super({
      clientPromise,
      dbName: 'shop',
      ttl: MAX_AGE / 1_000,
      collectionName: 'sessions',
      touchAfter: 60 * 60, // s: a longer life is written at most this often
      transformId: hashed,
      autoRemove: 'disabled', // done below: connect-mongo makes its index once, and fails for good if it cannot
    });
    void untilDone('Indexes of the sessions', 60_000, () => this.#makeIndexes());
  }

  override get(sid: string, callback: Callback<SessionData>): void {
    const answer = bounded(callback);
    super.get(sid, (error, data) => answer(error, data && !isTooOld(data) ? data : null));
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
    const change = { $set: { session: data, expires: endOf(session), lastModified: new Date(now) } };
    // A slow request must not bring back a session that was ended while it ran: only a new one is inserted.
    const upsert = !this.#stored.has(session);
    const { matchedCount } = await sessions.updateOne({ _id: hashed(sid) }, change, { upsert });
    if (!upsert && matchedCount === 0) throw createError(401, 'The session was ended meanwhile');
    this.#stored.add(session);
  }

  async #makeIndexes(): Promise<void> {
    const sessions = await this.collectionP;
    const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 }; // removes a session when its time has come
    await sessions
      .createIndex(index.keyPattern, { expireAfterSeconds: 0 }) // one of another age is changed where it stands:
      .catch(() => sessions.db.command({ collMod: sessions.collectionName, index }));
  }
}
