require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const settings = require('./settings');
const db = require('./db');
db.connect(settings.url);
const build = (settings) => {
  const app = express();
  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({
      client: new MongoClient(process.env.MONGO_URL || 'mongodb://127.0.0.1:28017/d11'),
      autoRemove: 'interval'
    })
  }));
  app.get('/', (req, res) => res.send('x' + settings.title));
  return app;
};
build({ title: 't' }).listen(3000);
