require('dotenv').config();
const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo');

const app = express();
const secret = process.env.SECRET;
const store = new MongoStore({
  mongoUrl: process.env.DB,
  secret,
  touchAfter: 24 * 60 * 60
});
app.use(session({ store, secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.listen(3000);
