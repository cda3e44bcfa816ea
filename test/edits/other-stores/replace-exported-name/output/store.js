const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const redisStore = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

module.exports = { redisStore };
