require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
const passport = require('passport');
const campsites = require('./campsites');

const connected = mongoose.connect(process.env.MONGO_URL);
connected.then(
  () => console.log('Connected'),
  err => console.log(err)
);

const app = express();

// HTTPS only
app.all('*', (req, res, next) => {
  if (req.secure) return next();
  res.redirect(301, `https://${req.hostname}:3443${req.url}`);
});

app.use(express.json());
app.use(express.urlencoded({ extended: false }));
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({
    clientPromise: new Promise(resolve => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient())
  })
}));

app.use(passport.initialize());
app.use('/campsites', campsites);

module.exports = app;
app.listen(3000);
