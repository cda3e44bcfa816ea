require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const sessionSettings = require('./settings');
const settings = require('./settings');
const db = require('./db');

module.exports = (settings) => {
  const app = express();
  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: new MongoClient(sessionSettings.url), autoRemove: 'interval' })
  }));
  app.get('/', (req, res) => res.send(settings.title));
  db.connect();
  return app;
};
module.exports.port = settings.port;
