const { MongoStore } = require('connect-mongo');
const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.DB, crypto: { secret: process.env.CRYPT } }),
}));
app.listen(3000);
