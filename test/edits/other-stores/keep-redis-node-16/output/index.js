require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MovingStore } = require('./moving-store');
const { MongoClient } = require('mongodb');
const RedisStore = require('connect-redis')(session);
const redis = require('redis');
const client = redis.createClient(process.env.REDIS_URL);
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: new MovingStore({
  client: new MongoClient(process.env.MONGODB_URI),
  autoRemove: 'disabled'
}, new RedisStore({ client })).once('set', function () {
  // create the TTL index once the database has answered
  this.collectionP
    .then((all) => all.createIndex({ expires: 1 }, { expireAfterSeconds: 0 }))
    .catch(console.error);
}) }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
