const { MongoStore } = require('connect-mongo');
exports.AuditStore = class AuditStore extends MongoStore {
  destroy(sid, done) { this.emit('destroy', sid); super.destroy(sid, done); }
};
