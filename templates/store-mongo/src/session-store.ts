import { MongoStore } from 'connect-mongo';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import createError from 'http-errors';
import type { MongoClient } from 'mongodb';
{% if (batching) { -%}
import { batched } from './batching.js';
{% } -%}
import { type Callback, retryUntilSuccess, withDeadline } from './deadline.js';
{% if (encrypt) { -%}
import { decryptSession, encryptSession } from './encryption.js';
{% } -%}
{% if (auth) { -%}
import { log } from './log.js';
{% } -%}
import { MAX_AGE, MAX_LIFETIME } from './session.js';
import { hashSessionId } from './session-id.js';
{% if (auth) { -%}
import { ownerFields, UserSessions } from './user-sessions.js';
{% } -%}

{% if (ownReads && touchAfterS > 0) { -%}
const TOUCH_AFTER = {%- touchAfter %} * 1000; // ms; the expiry is updated at most this often
{% } -%}
const isTooOld = ({ startedAt = Infinity }: SessionData) => Date.now() - startedAt > MAX_LIFETIME;
const expiryOf = ({ cookie }: SessionData): Date => cookie.expires || new Date(Date.now() + MAX_AGE);

/** connect-mongo's store with deadlines, hashed IDs, and no resurrection of destroyed sessions. */
export class SessionStore extends MongoStore {
{% if (encrypt) { -%}
  secrets: string[] = []; // the first one encrypts, all of them decrypt
{% } -%}
{% if (auth) { -%}
  readonly userSessions = new UserSessions(this.collectionP);
{% } -%}
{% if (ownReads) { -%}
  readonly #persisted = new WeakMap<object, number>(); // sessions in the database → when last written
{% } else { -%}
  readonly #persisted = new WeakSet<object>(); // sessions in the database, as opposed to new ones
{% } -%}

  constructor(client: Promise<MongoClient>) {
    super({
      clientPromise: {%- batching ? 'client.then(batched)' : 'client' %},
{% if (dbName) { -%}
      dbName: {%- dbName %},
{% } -%}
      collectionName: {%= collection %},
{% if (!ownReads) { -%}
      ttl: MAX_AGE / 1_000,
{% if (touchAfterS > 0) { -%}
      touchAfter: {%- touchAfter %}, // s; the expiry is updated at most this often
{% } -%}
{% } -%}
      transformId: hashSessionId,
      autoRemove: 'disabled', // connect-mongo tries only once to create the TTL index; #createIndexes retries
    });
    void retryUntilSuccess('Creating session indexes', 60_000, () => this.#createIndexes());
  }

{% if (ownReads) { -%}
  override get(sid: string, callback: Callback<SessionData>): void {
    const done = withDeadline(callback);
    this.#read(hashSessionId(sid)).then((session) => done(null, session), done);
  }

  override createSession(req: Request, data: SessionData) {
    const session = super.createSession(req, data);
    this.#persisted.set(session, this.#persisted.get(data) ?? 0);
    return session;
  }

  override touch(sid: string, session: SessionData, callback: Callback = () => {}): void {
{% if (touchAfterS > 0) { -%}
    const age = Date.now() - (this.#persisted.get(session) ?? 0);
    if (age < TOUCH_AFTER) return process.nextTick(callback);
{% } -%}
    const done = withDeadline(callback);
    this.#renew(hashSessionId(sid), session).then(() => done(null), done);
  }
{% } else { -%}
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
{% } -%}

  override set(sid: string, session: SessionData, callback?: Callback): void {
    const done = withDeadline(callback);
    this.#write(hashSessionId(sid), session).then(() => done(null), done);
  }

  override destroy(sid: string, callback?: Callback): void {
{% if (auth) { -%}
    log.info({ session: hashSessionId(sid) }, 'Session destroyed');
{% } -%}
    super.destroy(sid, withDeadline(callback));
  }

{% if (ownReads) { -%}
  async #read(_id: string): Promise<SessionData | null> {
    const sessions = await this.collectionP;
    const stored = await sessions.findOne({ _id });
    if (!stored || (stored.expires && stored.expires < new Date())) return null;
{% if (encrypt) { -%}
    const session = decryptSession(String(stored.session), _id, this.secrets);
    if (!session || isTooOld(session)) return null;
{% } else { -%}
    const session: SessionData = JSON.parse(String(stored.session));
    if (isTooOld(session)) return null;
{% } -%}
    this.#persisted.set(session, Number(stored.lastModified ?? 0));
    return session;
  }

  async #renew(_id: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
    await sessions.updateOne({ _id }, { $set: { expires: expiryOf(session), lastModified: new Date() } });
  }
{% } -%}

  async #write(_id: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
{% if (encrypt) { -%}
    const data = encryptSession(JSON.stringify({ startedAt: Date.now(), ...session }), _id, this.secrets);
{% } else { -%}
    const data = JSON.stringify({ startedAt: Date.now(), ...session{% if (!ownReads) { %}, lastModified: undefined{% } %} });
{% } -%}
    const fields = { session: data, expires: expiryOf(session), lastModified: new Date(){% if (auth) { %}, ...ownerFields(session){% } %} };
    // Upsert only sessions created by this request; otherwise a slow request would restore one destroyed meanwhile.
    const upsert = !this.#persisted.has(session);
    const { matchedCount } = await sessions.updateOne({ _id }, { $set: fields }, { upsert });
    if (!upsert && matchedCount === 0) throw createError(401, 'The session was destroyed during the request');
    this.#persisted.{%- ownReads ? 'set(session, Date.now())' : 'add(session)' %};
{% if (auth) { -%}
    const userId = session.passport?.user;
    if (upsert) log.info({ session: _id, userId }, 'Session created');
    if (upsert && userId) await this.userSessions.endSurplus(userId);
{% } -%}
  }

  async #createIndexes(): Promise<void> {
    const sessions = await this.collectionP;
{% if (auth) { -%}
    await sessions.createIndex({ userId: 1 }, { sparse: true });
{% } -%}
    const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 }; // a TTL index: deletes expired sessions
    const modify = () => sessions.db.command({ collMod: sessions.collectionName, index }); // when its age differs
    await sessions.createIndex(index.keyPattern, { expireAfterSeconds: 0 }).catch(modify);
  }
}
