const session = require('express-session');
const MongoStore = require('connect-mongo');
const MemoryStore = require('memorystore')(session);

module.exports = function createStore() {
  if (process.env.MONGODB_URI) return MongoStore.create({ mongoUrl: process.env.MONGODB_URI, ttl: 86400 });
  return new MemoryStore({ checkPeriod: 86400000 });
};
