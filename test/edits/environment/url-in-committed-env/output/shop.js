require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const shop = express();
shop.use(session({
  secret: process.env.HAT_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
shop.get('/hats', (req, res) => res.json([]));
shop.listen(process.env.PORT);
