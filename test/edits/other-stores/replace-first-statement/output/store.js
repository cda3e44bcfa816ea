const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

module.exports = store;
