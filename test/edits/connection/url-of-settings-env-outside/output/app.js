const express = require('express');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const keys = require('./config');
const session = require('express-session');
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
