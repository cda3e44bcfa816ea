import { createHash } from 'node:crypto';
import { MongoStore } from 'connect-mongo';
import type { Request } from 'express';
import type { Session, SessionData } from 'express-session';
import type { Collection, MongoClient } from 'mongodb';
import { log } from './log.js';
import { MAX_AGE } from './session.js';

/** How long a visitor waits for the database at most, and when even a session in daily use ends (ms). */
const DEADLINE = 1500;
const ABSOLUTE_AGE = 4 * MAX_AGE;

type Callback<T = void> = (error: unknown, value?: T | null) => void;

/** connect-mongo's store, made safe against slow databases, late writers and readers of backups. */
export class SessionStore extends MongoStore {
  /** Sessions that are in the database, as far as this request knows. */
  readonly #known = new WeakSet<object>();

  constructor(client: MongoClient) {
    super({
      client,
      collectionName: /*= collection */ 'sessions',
      ttl: MAX_AGE / 1000,
      // The expiry of a session is written at most once in this time (seconds).
      touchAfter: /*- touchAfter */ 3600,
      // Who reads the database, or a backup of it, learns no session id.
      transformId: hashed,
      // Made below instead: connect-mongo would give up for ever if the database were down now.
      autoRemove: 'disabled',
    });
    void this.collectionP.then(ensureExpiryIndex);
  }

  override get(sid: string, callback: Callback<SessionData>): void {
    const done = bounded(callback);
    super.get(sid, (error, session) => {
      const tooOld = session?.startedAt && Date.now() - session.startedAt > ABSOLUTE_AGE;
      done(error, tooOld ? null : session);
    });
  }

  override createSession(req: Request, data: SessionData): Session & SessionData {
    const session = super.createSession(req, data);
    this.#known.add(session);
    return session;
  }

  override set(sid: string, session: SessionData, callback: Callback = () => {}): void {
    const done = bounded(callback);
    this.#write(sid, session).then(() => done(null), done);
  }

  override touch(sid: string, session: SessionData, callback: Callback = () => {}): void {
    const done = bounded(callback);
    // Somebody has signed out meanwhile: there is nothing to renew, and nothing wrong.
    super.touch(sid, session, (error) => done(/unable to find/i.test(error?.message) ? null : error));
  }

  override destroy(sid: string, callback: Callback = () => {}): void {
    super.destroy(sid, bounded(callback));
  }

  /** Whether the database answers now. */
  ready(): Promise<boolean> {
    return new Promise((resolve) => this.get('', (error) => resolve(!error)));
  }

  async #write(sid: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
    const now = new Date();
    const data = { startedAt: now.getTime(), ...session, lastModified: undefined };
    const expires = session.cookie.expires || new Date(now.getTime() + MAX_AGE);
    const fields = { session: JSON.stringify(data), expires, lastModified: now };
    // A slow request must not bring back a session that was ended while it ran: only a new one is inserted.
    await sessions.updateOne({ _id: hashed(sid) }, { $set: fields }, { upsert: !this.#known.has(session) });
    this.#known.add(session);
  }
}

function hashed(sid: string): string {
  return createHash('sha256').update(sid).digest('base64url');
}

/** Calls back once: with what the database says, or with a 503 when it says nothing in time. */
function bounded<T>(callback: Callback<T>): Callback<T> {
  let waiting = true;
  const answer: Callback<T> = (cause, value) => {
    if (waiting) callback(cause ? Object.assign(new Error('No session store', { cause }), { status: 503 }) : null, value);
    waiting = false;
    clearTimeout(timer);
  };
  const timer = setTimeout(answer, DEADLINE, new Error(`No answer within ${DEADLINE} ms`));
  return answer;
}

/** MongoDB removes each session when its `expires` has come. Tries again until the index is there. */
async function ensureExpiryIndex<T extends object>(sessions: Collection<T>): Promise<void> {
  const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 };
  await sessions
    .createIndex(index.keyPattern, { expireAfterSeconds: 0 })
    // Perhaps an index of another age is in the way: it is changed where it stands.
    .catch(() => sessions.db.command({ collMod: sessions.collectionName, index }))
    .catch((error) => {
      log.warn(error, 'No expiry index yet');
      setTimeout(ensureExpiryIndex, 5000, sessions).unref();
    });
}
