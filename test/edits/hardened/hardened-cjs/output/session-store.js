'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const createError = require('http-errors');
const { MongoError, MongoClient } = require('mongodb');
const { createHash } = require('node:crypto');
const { MongoStore } = require('connect-mongo');

const DEADLINE = 1_500; // ms that somebody waits for the database at most

/** Calls back once: with what the database says, or with a 503 when it says nothing in time. */
function bounded(callback = () => {}) {
  const headers = { 'Retry-After': '2' };
  let tell = callback;
  const answer = (error, value) => {
    clearTimeout(timer);
    tell?.(error instanceof MongoError ? createError(503, error, { headers }) : error, value);
    tell = undefined;
  };
  const timer = setTimeout(() => answer(createError(503, 'MongoDB is silent', { headers })), DEADLINE);
  return answer;
}

/** Tries until it works, at first after `pause` ms and then ever less often, but every `longest` ms. */
function untilDone(what, longest, attempt, pause = 500) {
  return attempt().catch(async (error) => {
    console.warn(`${what}: not yet (${error.message})`);
    await sleep(pause, undefined, { ref: false });
    return untilDone(what, longest, attempt, Math.min(2 * pause, longest));
  });
}

// The driver's own limits are 30 s and more: far too long for somebody who waits for a page.
const limits = { serverSelectionTimeoutMS: 2_000, connectTimeoutMS: 2_000, socketTimeoutMS: 5_000 };

/** Resolves when MongoDB is there. A client reconnects after an outage by itself, but not after a failed start. */
function connect(url) {
  return untilDone('MongoDB', 500, () => new MongoClient(url, { ...limits, heartbeatFrequencyMS: 3_000 }).connect());
}

const MAX_AGE = 14 * 24 * 60 * 60 * 1000; // ms: as long as the cookie lives, see its maxAge

const LONGEST_AGE = 4 * MAX_AGE; // ms that even a session in daily use lives
const isTooOld = ({ startedAt = Infinity }) => Date.now() - startedAt > LONGEST_AGE;
const endOf = ({ cookie }) => cookie.expires || new Date(Date.now() + MAX_AGE);

/** Who reads the database, or a backup of it, learns no session id. */
const hashed = (sid) => createHash('sha256').update(sid).digest('base64url');

/** connect-mongo's store, made safe against slow databases, late writers and readers of backups. */
class SessionStore extends MongoStore {
  #stored = new WeakSet(); // sessions that are in the database, as opposed to new ones

  constructor(clientPromise) {
    super({
      clientPromise,
      ttl: MAX_AGE / 1_000,
      collectionName: 'sessions',
      touchAfter: 60 * 60, // s: a longer life is written at most this often
      transformId: hashed,
      autoRemove: 'disabled', // done below: connect-mongo makes its index once, and fails for good if it cannot
    });
    void untilDone('Indexes of the sessions', 60_000, () => this.#makeIndexes());
  }

  get(sid, callback) {
    const answer = bounded(callback);
    super.get(sid, (error, data) => answer(error, data && !isTooOld(data) ? data : null));
  }

  createSession(req, data) {
    const session = super.createSession(req, data);
    this.#stored.add(session);
    return session;
  }

  set(sid, session, callback) {
    const answer = bounded(callback);
    this.#write(sid, session).then(() => answer(null), answer);
  }

  touch(sid, session, callback) {
    const answer = bounded(callback);
    // A session that has ended meanwhile has nothing to renew, and that is no error.
    super.touch(sid, session, (error) => answer(/unable to find/i.test(error?.message) ? null : error));
  }

  destroy(sid, callback) {
    super.destroy(sid, bounded(callback));
  }

  async #write(sid, session) {
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

  async #makeIndexes() {
    const sessions = await this.collectionP;
    const index = { keyPattern: { expires: 1 }, expireAfterSeconds: 0 }; // removes a session when its time has come
    await sessions
      .createIndex(index.keyPattern, { expireAfterSeconds: 0 }) // one of another age is changed where it stands:
      .catch(() => sessions.db.command({ collMod: sessions.collectionName, index }));
  }
}

module.exports = { connect, SessionStore };
