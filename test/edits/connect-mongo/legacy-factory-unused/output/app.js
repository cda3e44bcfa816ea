const express = require('express');
const session = require('express-session');
const passport = require('passport');
const connection = require('./config/database');
const { MongoStore } = require('connect-mongo');
require('dotenv').config();

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (connection.readyState === 1) resolve();
      else connection.once('connected', resolve);
    }).then(() => connection.getClient())
  })
}));
app.use(passport.initialize());
app.use(passport.session());
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
