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
app.post('/login', passport.authenticate('local'), (req, res, next) => {
  req.session.user = req.user.id;
  req.session.save((err) => (err ? next(err) : res.redirect('/')));
});
app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
