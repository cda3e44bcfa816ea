require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const cookieParser = require('cookie-parser');

const shop = express();
shop.use(cookieParser(process.env.APP_SECRET));
shop.use(session({
  secret: process.env.APP_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
shop.get('/hats', (req, res) => res.json([]));
shop.listen(4000);
