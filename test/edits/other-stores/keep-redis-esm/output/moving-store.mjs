import { MongoStore } from "connect-mongo";

/**
 * Stores sessions in MongoDB, and moves each session of the old store there on first use.
 * Once the last session of the old store has expired, use MongoStore instead and delete this file.
 */
export class MovingStore extends MongoStore {
    constructor(options, oldStore) {
        super(options);
        this.oldStore = oldStore;
    }

    get(sid, callback) {
        super.get(sid, (error, session) => {
            if (error || session) return callback(error, session);
            this.oldStore.get(sid, (_error, old) => {
                // Unknown session, or another request has just moved it.
                if (!old) return super.get(sid, callback);
                this.set(sid, old, (failure) => {
                    if (failure) return callback(failure);
                    this.oldStore.destroy(sid, () => callback(null, old));
                });
            });
        });
    }

    // Delete from both stores, so that a sign-out is final.
    destroy(sid, callback) {
        this.oldStore.destroy(sid, () => super.destroy(sid, callback));
    }
}
