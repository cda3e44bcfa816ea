const express = require('express');
const cookieSession = require('cookie-session');
const mongoose = require('mongoose');
const passport = require('passport');
const keys = require('./config/keys');

mongoose.connect(keys.mongo);

const app = express();
app.use(
  cookieSession({
    keys: [keys.cookie],
    maxAge: 30 * 24 * 60 * 60 * 1000
  })
);
app.use(passport.initialize());
app.use(passport.session());
app.get('/', (req, res) => res.json(req.user));
app.listen(5000);
