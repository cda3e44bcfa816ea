const MongoStore = require('connect-mongo');

/**
 * Sessions in MongoDB, taken over from another store: each is fetched from there once, at its first use.
 * When the last session of the old store has expired, use MongoStore itself and delete this file.
 */
class MovingStore extends MongoStore {
  constructor(options, oldStore) {
    super(options);
    this.oldStore = oldStore;
  }

  get(sid, callback) {
    super.get(sid, (error, session) => {
      if (error || session) return callback(error, session);
      this.oldStore.get(sid, (_error, old) => {
        // Not there, or moved by another request in this very moment.
        if (!old) return super.get(sid, callback);
        this.set(sid, old, (failure) => {
          if (failure) return callback(failure);
          this.oldStore.destroy(sid, () => callback(null, old));
        });
      });
    });
  }

  // A sign-out is final in both stores.
  destroy(sid, callback) {
    this.oldStore.destroy(sid, () => super.destroy(sid, callback));
  }
}

module.exports = { MovingStore };
