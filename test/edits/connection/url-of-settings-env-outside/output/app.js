const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const keys = require('./config');
require('./lib/database');

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(keys.mongo.url), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('club'));

module.exports = app;
