const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const options = { secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false };

module.exports = (client) => session({
  ...options,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
});
