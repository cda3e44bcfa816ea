const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const passport = require('passport');

const { findUser } = require('./users');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);
app.use(passport.session());
app.post('/login', async (req, res, next) => {
  const user = await findUser(req.body.email, req.body.password);
  if (!user) return res.redirect('/login');
  req.login(user, { session: false }, (error) => (error ? next(error) : res.redirect('/')));
});
app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
