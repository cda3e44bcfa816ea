const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

exports.PlainStore = class extends MongoStore {};

exports.CountingStore = class extends MongoStore {
  constructor(url) {
    super({ url, touchAfter: 60 });
    this.count = 0;
  }
};
