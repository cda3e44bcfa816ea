const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const passport = require('passport');

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
app.get('/orders', (req, res, next) => {
  if (req.user) return next();
  req.session.returnTo = req.originalUrl;
  res.redirect('/login');
});
app.post('/login', passport.authenticate('local'), goBack);

function goBack(req, res) {
  const { returnTo = '/' } = req.session;
  res.redirect(returnTo);
}
app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
