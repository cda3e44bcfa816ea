require('dotenv').config();
const express = require('express');
const cookieSession = require('cookie-session');
const passport = require('passport');

const app = express();

app.use(cookieSession({ name: 'polls', keys: [process.env.COOKIE_KEY] }));

// register regenerate & save after the cookie-session middleware
app.use(function (request, response, next) {
  if (request.session && !request.session.regenerate) {
    request.session.regenerate = (cb) => {
      cb();
    };
  }
  if (request.session && !request.session.save) {
    request.session.save = (cb) => {
      cb();
    };
  }
  next();
});

app.use(passport.initialize());
app.use(passport.session());
app.listen(3000);
