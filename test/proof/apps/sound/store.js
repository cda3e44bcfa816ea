const { MongoStore } = require('connect-mongo');

/** connect-mongo's store with a deadline, and without the return of destroyed sessions. */
class SoundStore extends MongoStore {
  /** @param client a promise of a connected client */
  constructor(client, { deadline = 1_000 } = {}) {
    super({ clientPromise: client, autoRemove: 'disabled' });
    this.deadline = deadline;
    this.loaded = new WeakSet();
    this.createIndex();
  }

  async createIndex() {
    for (;;) {
      try {
        const sessions = await this.collectionP;
        return await sessions.createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  inTime(callback = () => {}) {
    let timer;
    const done = (...result) => {
      clearTimeout(timer);
      const answer = callback;
      callback = () => {};
      answer(...result);
    };
    timer = setTimeout(() => done(Object.assign(new Error('MongoDB is too slow'), { status: 503 })), this.deadline);
    return done;
  }

  createSession(req, data) {
    const session = super.createSession(req, data);
    this.loaded.add(session);
    return session;
  }

  get(sid, callback) {
    super.get(sid, this.inTime(callback));
  }

  set(sid, session, callback) {
    const done = this.inTime(callback);
    const fields = { session: JSON.stringify(session), expires: new Date(session.cookie.expires) };
    this.collectionP
      .then((sessions) => sessions.updateOne({ _id: sid }, { $set: fields }, { upsert: !this.loaded.has(session) }))
      .then(() => done(), done);
  }

  touch(sid, session, callback) {
    const done = this.inTime(callback);
    super.touch(sid, session, () => done());
  }

  destroy(sid, callback) {
    super.destroy(sid, this.inTime(callback));
  }
}

module.exports = { SoundStore };
