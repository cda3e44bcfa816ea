import { createHash } from 'node:crypto';
import { MongoStore } from 'connect-mongo';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import createError from 'http-errors';
import type { MongoClient } from 'mongodb';
{% if (batching) { -%}
import { batched } from './batching.js';
{% } -%}
{% if (devices) { -%}
import type { Device } from './devices.js';
{% } -%}
{% if (encrypt) { -%}
import { open, seal } from './encryption.js';
{% } -%}
{% if (auth) { -%}
import { log } from './log.js';
{% } -%}
{% if (!auth) { -%}
import { bounded, type Callback, untilDone } from './patience.js';
{% } else { -%}
import { bounded, type Callback, inTime, untilDone } from './patience.js';
{% } -%}
{% if (!hardened) { -%}
import { MAX_AGE } from './session.js';
{% } -%}

{% if (hardened) { -%}
const MAX_AGE = {%- maxAge %}; // ms: as long as the cookie lives, see its maxAge

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
  }
}
{% } -%}

const LONGEST_AGE = 4 * MAX_AGE; // ms that even a session in daily use lives
{% if (touchAfterS > 0 && ownReads) { -%}
const TOUCH_AFTER = {%- touchAfter %} * 1000; // ms: a longer life is written at most this often
{% } -%}
{% if (auth) { -%}
const MOST_SESSIONS = 20; // of one user: a sign-in beyond ends the one that was unused for longest
{% } -%}
const isTooOld = ({ startedAt = Infinity }: SessionData) => Date.now() - startedAt > LONGEST_AGE;
const endOf = ({ cookie }: SessionData): Date => cookie.expires || new Date(Date.now() + MAX_AGE);

{% if (!auth) { -%}
/** Who reads the database, or a backup of it, learns no session id. */
{% } else { -%}
/** Who reads the database, a backup of it or the log learns no session id. */
{% } -%}
{% if (!auth) { -%}
const hashed = (sid: string): string => createHash('sha256').update(sid).digest('base64url');
{% } else { -%}
export const hashed = (sid: string): string => createHash('sha256').update(sid).digest('base64url');
{% } -%}

{% if (devices) { -%}
interface StoredDevice {
  _id: string;
  device: Device;
  expires: Date;
}
{% } -%}

/** connect-mongo's store, made safe against slow databases, late writers and readers of backups. */
export class SessionStore extends MongoStore {
{% if (encrypt) { -%}
  secrets: string[] = []; // the first one encrypts sessions, all decrypt
{% } -%}
{% if (!ownReads) { -%}
  readonly #stored = new WeakSet<object>(); // sessions that are in the database, as opposed to new ones
{% } else { -%}
  readonly #stored = new WeakMap<object, number>(); // sessions that are in the database, and when they were written
{% } -%}

  constructor(clientPromise: Promise<MongoClient>) {
    super({
{% if (!batching) { -%}
      clientPromise,
{% } else { -%}
      clientPromise: clientPromise.then(batched), // calls share commands
{% } -%}
{% if (dbName) { -%}
      dbName: {%- dbName %},
{% } -%}
{% if (!ownReads) { -%}
      ttl: MAX_AGE / 1_000,
{% } -%}
      collectionName: {%= collection %},
{% if (touchAfterS > 0 && !ownReads) { -%}
      touchAfter: {%- touchAfter %}, // s: a longer life is written at most this often
{% } -%}
      transformId: hashed,
      autoRemove: 'disabled', // done below: connect-mongo makes its index once, and fails for good if it cannot
    });
    void untilDone('Indexes of the sessions', 60_000, () => this.#makeIndexes());
  }

  override get(sid: string, callback: Callback<SessionData>): void {
    const answer = bounded(callback);
{% if (!ownReads) { -%}
    super.get(sid, (error, data) => answer(error, data && !isTooOld(data) ? data : null));
{% } else { -%}
    this.#read(hashed(sid)).then((data) => answer(null, data), answer);
{% } -%}
  }

  override createSession(req: Request, data: SessionData) {
    const session = super.createSession(req, data);
{% if (!ownReads) { -%}
    this.#stored.add(session);
{% } else { -%}
    this.#stored.set(session, this.#stored.get(data) ?? 0);
{% } -%}
    return session;
  }

  override set(sid: string, session: SessionData, callback?: Callback): void {
    const answer = bounded(callback);
    this.#write(sid, session).then(() => answer(null), answer);
  }

{% if (!ownReads) { -%}
  override touch(sid: string, session: SessionData, callback?: Callback): void {
    const answer = bounded(callback);
    // A session that has ended meanwhile has nothing to renew, and that is no error.
    super.touch(sid, session, (error) => answer(/unable to find/i.test(error?.message) ? null : error));
  }
{% } else { -%}
  override touch(sid: string, session: SessionData, callback: Callback = () => {}): void {
{% if (touchAfterS > 0) { -%}
    const age = Date.now() - (this.#stored.get(session) ?? 0);
{% if (batching) { -%}
    // Not at once: pages whose sessions came together then leave together, and wake the other side only once.
    if (age < TOUCH_AFTER) return process.nextTick(callback);
{% } else { -%}
    if (age < TOUCH_AFTER) return callback(null);
{% } -%}
{% } -%}
    const answer = bounded(callback);
    this.#renew(hashed(sid), session).then(() => answer(null), answer);
  }
{% } -%}

  override destroy(sid: string, callback?: Callback): void {
{% if (auth) { -%}
    log.info({ session: hashed(sid) }, 'A session ends');
{% } -%}
    super.destroy(sid, bounded(callback));
  }

{% if (auth) { -%}
  /** Ends sessions of a user, but never the current one: all, or the one with this hash. Gives how many. */
  async endOthers(userId: string, currentSid = '', hash?: string): Promise<number> {
    const sessions = await this.collectionP;
    const _id = { $ne: hashed(currentSid), ...(hash && { $eq: hash }) };
    const { deletedCount } = await inTime(sessions.deleteMany({ userId, _id }));
    log.info({ userId, count: deletedCount }, 'Sessions of a user end');
    return deletedCount;
  }
{% } -%}

{% if (devices) { -%}
  /** Where a user is signed in, the latest first. */
  async devicesOf(userId: string, currentSid: string) {
    const sessions = await this.collectionP;
    const oldest = Date.now() - LONGEST_AGE;
    const filter = { userId, expires: { $gt: new Date() }, 'device.signedInAt': { $gt: oldest } };
    const found = await inTime(sessions.find<StoredDevice>(filter).sort({ expires: -1 }).toArray());
    return found.map(({ _id, device, expires }) => ({
      ...device,
      hash: _id,
      isThis: _id === hashed(currentSid),
      seenAt: expires.getTime() - MAX_AGE, // that is how long it lives from then on
    }));
  }
{% } -%}

{% if (ownReads) { -%}
  async #read(_id: string): Promise<SessionData | null> {
    const sessions = await this.collectionP;
    const stored = await sessions.findOne({ _id });
    if (!stored || (stored.expires && stored.expires < new Date())) return null;
{% if (!encrypt) { -%}
    const data = JSON.parse(String(stored.session));
    if (isTooOld(data)) return null;
{% } else { -%}
    const data = open(String(stored.session), _id, this.secrets);
    if (!data || isTooOld(data)) return null;
{% } -%}
    this.#stored.set(data, Number(stored.lastModified ?? 0));
    return data;
  }

  /** Of a session that has ended meanwhile, there is nothing to renew, and that is no error. */
  async #renew(_id: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
    await sessions.updateOne({ _id }, { $set: { expires: endOf(session), lastModified: new Date() } });
  }
{% } -%}

  async #write(sid: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
    const now = Date.now();
{% if (!ownReads) { -%}
    const data = JSON.stringify({ startedAt: now, ...session, lastModified: undefined });
{% } else if (!encrypt) { -%}
    const data = JSON.stringify({ startedAt: now, ...session });
{% } else { -%}
    const text = JSON.stringify({ startedAt: now, ...session });
    const data = seal(text, hashed(sid), this.secrets);
{% } -%}
{% if (!auth) { -%}
    const change = { $set: { session: data, expires: endOf(session), lastModified: new Date(now) } };
{% } else { -%}
    const userId = session.passport?.user;
{% if (devices) { -%}
    const owner = userId && { userId, device: session.device }; // beside the data, to be found by
{% } else { -%}
    const owner = userId && { userId }; // beside the data, to be found by
{% } -%}
    const change = { $set: { session: data, expires: endOf(session), lastModified: new Date(now), ...owner } };
{% } -%}
    // A slow request must not bring back a session that was ended while it ran: only a new one is inserted.
    const upsert = !this.#stored.has(session);
    const { matchedCount } = await sessions.updateOne({ _id: hashed(sid) }, change, { upsert });
    if (!upsert && matchedCount === 0) throw createError(401, 'The session was ended meanwhile');
{% if (!ownReads) { -%}
    this.#stored.add(session);
{% } else { -%}
    this.#stored.set(session, now);
{% } -%}
{% if (auth) { -%}
    if (upsert) log.info({ session: hashed(sid), userId }, 'A session begins');
    if (upsert && userId) await this.#endSurplus(userId);
{% } -%}
  }

{% if (auth) { -%}
  async #endSurplus(userId: string): Promise<void> {
    const sessions = await this.collectionP;
    const surplus = sessions.find({ userId }).sort({ expires: -1 }).skip(MOST_SESSIONS).project({ _id: 1 });
    for await (const { _id } of surplus) await sessions.deleteOne({ _id });
  }
{% } -%}

  async #makeIndexes(): Promise<void> {
    const sessions = await this.collectionP;
{% if (auth) { -%}
    await sessions.createIndex({ userId: 1 }, { sparse: true });
{% } -%}
    const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 }; // removes a session when its time has come
    await sessions
      .createIndex(index.keyPattern, { expireAfterSeconds: 0 }) // one of another age is changed where it stands:
      .catch(() => sessions.db.command({ collMod: sessions.collectionName, index }));
  }
}
