require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(express.urlencoded({ extended: false }));
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

app.post('/offers', (req, res) => {
  req.session.offers = [...(req.session.offers ?? []), req.body.plant];
  res.status(201).json(req.session.offers);
});
app.get('/offers', (req, res) => res.json(req.session.offers ?? []));

module.exports = app;
