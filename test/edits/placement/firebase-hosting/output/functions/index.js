const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const functions = require('firebase-functions/v1');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGO_URL);

const web = express();
web.use(express.json());
web.use(session({
  name: '__session',
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'disabled' })
}));
web.get('/tally', (req, res) => {
  req.session.tally = (req.session.tally || 0) + 1;
  res.json({ tally: req.session.tally });
});

exports.web = functions.https.onRequest(web);
