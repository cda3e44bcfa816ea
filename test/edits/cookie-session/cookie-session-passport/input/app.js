require('dotenv').config();
const express = require('express');
const cookieSession = require('cookie-session');
const mongoose = require('mongoose');
const passport = require('passport');

mongoose.connect(process.env.MONGO_URI);

const app = express();

app.use(cookieSession({
  name: 'polls',
  keys: [process.env.COOKIE_KEY],

  // Cookie Options
  maxAge: 30 * 24 * 60 * 60 * 1000, // 30 days
  httpOnly: true
}));
app.use(passport.initialize());
app.use(passport.session());

app.get('/logout', (req, res) => {
  req.session = null;
  res.redirect('/');
});

app.listen(3000);
