const express = require('express');
const cookieSession = require('cookie-session');
const passport = require('passport');

const app = express();
app.use(cookieSession({ keys: [process.env.COOKIE_KEY] }));
app.use(passport.session());

app.post(
  '/login',
  passport.authenticate('local', { successRedirect: '/', failureRedirect: '/login' }),
);

app.listen(3000);
