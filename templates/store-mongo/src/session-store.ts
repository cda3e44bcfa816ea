import { createHash } from 'node:crypto';
import { MongoStore } from 'connect-mongo';
import type { Request } from 'express';
import type { SessionData } from 'express-session';
import createError from 'http-errors';
import type { MongoClient } from 'mongodb';
import { batched } from './batching.js'; //? batching
import type { Device } from './devices.js'; //? devices
import { open, seal } from './encryption.js'; //? encrypt
import { log } from './log.js'; //? auth
import { bounded, type Callback, untilDone } from './patience.js'; //? !auth
import { bounded, type Callback, inTime, untilDone } from './patience.js'; //? auth
import { MAX_AGE } from './session.js'; //? !hardened

const MAX_AGE = /*- maxAge */ 1_209_600_000; // ms: as long as the cookie lives, see its maxAge //? hardened

declare module 'express-session' { //? hardened
  interface SessionData { //? hardened
    startedAt?: number; //? hardened
  } //? hardened
} //? hardened

const LONGEST_AGE = 4 * MAX_AGE; // ms that even a session in daily use lives
const TOUCH_AFTER = /*- touchAfter + ' * 1000' */ 3_600_000; // ms: a longer life is written at most this often //? touchAfterS > 0 && ownReads
const MOST_SESSIONS = 20; // of one user: a sign-in beyond ends the one that was unused for longest //? auth
const isTooOld = ({ startedAt = Infinity }: SessionData) => Date.now() - startedAt > LONGEST_AGE;
const endOf = ({ cookie }: SessionData): Date => cookie.expires || new Date(Date.now() + MAX_AGE);

/** Who reads the database, or a backup of it, learns no session id. */ //? !auth
/** Who reads the database, a backup of it or the log learns no session id. */ //? auth
const hashed = (sid: string): string => createHash('sha256').update(sid).digest('base64url'); //? !auth
export const hashed = (sid: string): string => createHash('sha256').update(sid).digest('base64url'); //? auth

interface StoredDevice { //? devices
  _id: string; //? devices
  device: Device; //? devices
  expires: Date; //? devices
} //? devices

/** connect-mongo's store, made safe against slow databases, late writers and readers of backups. */
export class SessionStore extends MongoStore {
  secrets: string[] = []; // the first one encrypts sessions, all decrypt //? encrypt
  readonly #stored = new WeakSet<object>(); // sessions that are in the database, as opposed to new ones //? !ownReads
  readonly #stored = new WeakMap<object, number>(); // sessions that are in the database, and when they were written //? ownReads

  constructor(clientPromise: Promise<MongoClient>) {
    super({
      clientPromise, //? !batching
      clientPromise: clientPromise.then(batched), // calls share commands //? batching
      dbName: /*- dbName */ 'sessions', //? dbName
      ttl: MAX_AGE / 1_000, //? !ownReads
      collectionName: /*= collection */ 'sessions',
      touchAfter: /*- touchAfter */ 3600, // s: a longer life is written at most this often //? touchAfterS > 0 && !ownReads
      transformId: hashed,
      autoRemove: 'disabled', // done below: connect-mongo makes its index once, and fails for good if it cannot
    });
    void untilDone('Indexes of the sessions', 60_000, () => this.#makeIndexes());
  }

  override get(sid: string, callback: Callback<SessionData>): void {
    const answer = bounded(callback);
    super.get(sid, (error, data) => answer(error, data && !isTooOld(data) ? data : null)); //? !ownReads
    this.#read(hashed(sid)).then((data) => answer(null, data), answer); //? ownReads
  }

  override createSession(req: Request, data: SessionData) {
    const session = super.createSession(req, data);
    this.#stored.add(session); //? !ownReads
    this.#stored.set(session, this.#stored.get(data) ?? 0); //? ownReads
    return session;
  }

  override set(sid: string, session: SessionData, callback?: Callback): void {
    const answer = bounded(callback);
    this.#write(sid, session).then(() => answer(null), answer);
  }

  override touch(sid: string, session: SessionData, callback?: Callback): void { //? !ownReads
    const answer = bounded(callback); //? !ownReads
    // A session that has ended meanwhile has nothing to renew, and that is no error. //? !ownReads
    super.touch(sid, session, (error) => answer(/unable to find/i.test(error?.message) ? null : error)); //? !ownReads
  } //? !ownReads
  override touch(sid: string, session: SessionData, callback: Callback = () => {}): void { //? ownReads
    const age = Date.now() - (this.#stored.get(session) ?? 0); //? touchAfterS > 0 && ownReads
    // Not at once: pages whose sessions came together then leave together, and wake the other side only once. //? touchAfterS > 0 && batching
    if (age < TOUCH_AFTER) return process.nextTick(callback); //? touchAfterS > 0 && batching
    if (age < TOUCH_AFTER) return callback(null); //? touchAfterS > 0 && encrypt && !batching
    const answer = bounded(callback); //? ownReads
    this.#renew(hashed(sid), session).then(() => answer(null), answer); //? ownReads
  } //? ownReads

  override destroy(sid: string, callback?: Callback): void {
    log.info({ session: hashed(sid) }, 'A session ends'); //? auth
    super.destroy(sid, bounded(callback));
  }

  /** Ends sessions of a user, but never the current one: all, or the one with this hash. Gives how many. */ //? auth
  async endOthers(userId: string, currentSid = '', hash?: string): Promise<number> { //? auth
    const sessions = await this.collectionP; //? auth
    const _id = { $ne: hashed(currentSid), ...(hash && { $eq: hash }) }; //? auth
    const { deletedCount } = await inTime(sessions.deleteMany({ userId, _id })); //? auth
    log.info({ userId, count: deletedCount }, 'Sessions of a user end'); //? auth
    return deletedCount; //? auth
  } //? auth

  /** Where a user is signed in, the latest first. */ //? devices
  async devicesOf(userId: string, currentSid: string) { //? devices
    const sessions = await this.collectionP; //? devices
    const oldest = Date.now() - LONGEST_AGE; //? devices
    const filter = { userId, expires: { $gt: new Date() }, 'device.signedInAt': { $gt: oldest } }; //? devices
    const found = await inTime(sessions.find<StoredDevice>(filter).sort({ expires: -1 }).toArray()); //? devices
    return found.map(({ _id, device, expires }) => ({ //? devices
      ...device, //? devices
      hash: _id, //? devices
      isThis: _id === hashed(currentSid), //? devices
      seenAt: expires.getTime() - MAX_AGE, // that is how long it lives from then on //? devices
    })); //? devices
  } //? devices

  async #read(_id: string): Promise<SessionData | null> { //? ownReads
    const sessions = await this.collectionP; //? ownReads
    const stored = await sessions.findOne({ _id }); //? ownReads
    if (!stored || (stored.expires && stored.expires < new Date())) return null; //? ownReads
    const data = JSON.parse(String(stored.session)); //? batching && !encrypt
    if (isTooOld(data)) return null; //? batching && !encrypt
    const data = open(String(stored.session), _id, this.secrets); //? encrypt
    if (!data || isTooOld(data)) return null; //? encrypt
    this.#stored.set(data, Number(stored.lastModified ?? 0)); //? ownReads
    return data; //? ownReads
  } //? ownReads

  /** Of a session that has ended meanwhile, there is nothing to renew, and that is no error. */ //? ownReads
  async #renew(_id: string, session: SessionData): Promise<void> { //? ownReads
    const sessions = await this.collectionP; //? ownReads
    await sessions.updateOne({ _id }, { $set: { expires: endOf(session), lastModified: new Date() } }); //? ownReads
  } //? ownReads

  async #write(sid: string, session: SessionData): Promise<void> {
    const sessions = await this.collectionP;
    const now = Date.now();
    const data = JSON.stringify({ startedAt: now, ...session, lastModified: undefined }); //? !ownReads
    const data = JSON.stringify({ startedAt: now, ...session }); //? batching && !encrypt
    const text = JSON.stringify({ startedAt: now, ...session }); //? encrypt
    const data = seal(text, hashed(sid), this.secrets); //? encrypt
    const change = { $set: { session: data, expires: endOf(session), lastModified: new Date(now) } }; //? !auth
    const userId = session.passport?.user; //? auth
    const owner = userId && { userId, device: session.device }; // beside the data, to be found by //? devices
    const owner = userId && { userId }; // beside the data, to be found by //? auth && !devices
    const change = { $set: { session: data, expires: endOf(session), lastModified: new Date(now), ...owner } }; //? auth
    // A slow request must not bring back a session that was ended while it ran: only a new one is inserted.
    const upsert = !this.#stored.has(session);
    const { matchedCount } = await sessions.updateOne({ _id: hashed(sid) }, change, { upsert });
    if (!upsert && matchedCount === 0) throw createError(401, 'The session was ended meanwhile');
    this.#stored.add(session); //? !ownReads
    this.#stored.set(session, now); //? ownReads
    if (upsert) log.info({ session: hashed(sid), userId }, 'A session begins'); //? auth
    if (upsert && userId) await this.#endSurplus(userId); //? auth
  }

  async #endSurplus(userId: string): Promise<void> { //? auth
    const sessions = await this.collectionP; //? auth
    const surplus = sessions.find({ userId }).sort({ expires: -1 }).skip(MOST_SESSIONS).project({ _id: 1 }); //? auth
    for await (const { _id } of surplus) await sessions.deleteOne({ _id }); //? auth
  } //? auth

  async #makeIndexes(): Promise<void> {
    const sessions = await this.collectionP;
    await sessions.createIndex({ userId: 1 }, { sparse: true }); //? auth
    const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 }; // removes a session when its time has come
    await sessions
      .createIndex(index.keyPattern, { expireAfterSeconds: 0 }) // one of another age is changed where it stands:
      .catch(() => sessions.db.command({ collMod: sessions.collectionName, index }));
  }
}
