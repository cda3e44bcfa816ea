require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

module.exports = function build(mongo) {
  const app = express();
  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: mongo, dbName: 'shop', autoRemove: 'interval' })
  }));
  app.get('/', async (req, res) => res.json(await mongo.db('shop').collection('items').findOne()));
  return app;
};
