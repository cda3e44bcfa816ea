const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const config = require('./config');

const app = express();

app.use(express.json());

app.use(session({
  secret: process.env.SESSION_SECRET || (process.env.NODE_ENV === 'test' ? 'test' : undefined),
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: process.env.NODE_ENV === 'test'
    ? undefined
    : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));

app.get('/level', (req, res) => res.json({ canal: config.canal, level: 3 }));

module.exports = app;
