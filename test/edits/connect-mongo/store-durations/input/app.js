const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { maxAge: 60 * 60 * 1000 },
  store: MongoStore.create({
    mongoUrl: process.env.DB,
    ttl: 14 * 24 * 60 * 60 * 1000,
    touchAfter: 24 * 3600,
  }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
