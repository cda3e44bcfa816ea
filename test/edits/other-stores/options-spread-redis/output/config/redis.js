const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

exports.connectStore = () => MongoStore.create({
  client: new MongoClient(process.env.MONGO_URL),
  autoRemove: 'interval'
});
