require('dotenv').config();
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

module.exports = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
