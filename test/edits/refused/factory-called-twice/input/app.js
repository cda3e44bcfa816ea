const express = require('express');
const session = require('express-session');
const connectMongo = require('connect-mongo');

const Store = connectMongo(session);
const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new (connectMongo(session))({ url: process.env.DB }),
}));
app.listen(3000);

exports.Store = Store;
