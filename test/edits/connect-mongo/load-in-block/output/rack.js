require('dotenv').config();
const { MongoStore: MongoSessionStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
try {
  const { MongoStore } = require('connect-mongo');
} catch (error) {
  console.error(error);
}

exports.Rack = class {
  constructor(url) {
    if (url) this.store = MongoStore.create({ mongoUrl: url });
    else this.store = MongoSessionStore.create({
      client: new MongoClient(process.env.MONGODB_URI),
      autoRemove: 'interval'
    });
  }
};
