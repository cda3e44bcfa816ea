require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
const passport = require('passport');

mongoose.connect(process.env.MONGO_URI);

const app = express();

app.use(session({
  name: 'polls',
  secret: process.env.COOKIE_KEY,

  // Cookie Options
  cookie: { maxAge: 30 * 24 * 60 * 60 * 1000, httpOnly: true },
  resave: false,
  saveUninitialized: false,
  unset: 'destroy',
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
}));
app.use(passport.initialize());
app.use(passport.session());

app.get('/logout', (req, res) => {
  req.session = null;
  res.redirect('/');
});

app.listen(3000);
