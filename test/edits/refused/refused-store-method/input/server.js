const express = require('express');
const session = require('express-session');
const SessionStore = require('./SessionStore');

let store = null;

exports.stop = () => {
  if (store) store.shutdown();
  store = null;
};

exports.start = () => {
  const app = express();
  store = new SessionStore(1000);
  app.use(session({ store, secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
  app.get('/', (req, res) => res.json(req.session));
  app.listen(3000);
};

exports.start();
