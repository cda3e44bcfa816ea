const session = require('express-session');
const MemoryStore = require('memorystore')(session);
try {
  const MongoStore = require('connect-mongo');
} catch (error) {
  console.error(error);
}

exports.Rack = class {
  constructor(url) {
    if (url) this.store = MongoStore.create({ mongoUrl: url });
    else this.store = new MemoryStore({ checkPeriod: 60_000 });
  }
};
