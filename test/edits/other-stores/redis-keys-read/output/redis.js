const Redis = require('ioredis');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

exports.redis = new Redis(process.env.REDIS_URL);
exports.store = () => MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
