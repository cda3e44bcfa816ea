const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

module.exports = function () {
  const sessionStore = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

  return sessionStore;
};
