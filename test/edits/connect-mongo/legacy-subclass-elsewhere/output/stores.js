const { MongoStore } = require('connect-mongo');

exports.PlainStore = class extends MongoStore {};

exports.CountingStore = class extends MongoStore {
  constructor(url) {
    super({ mongoUrl: url, touchAfter: 60 });
    this.count = 0;
  }
};
