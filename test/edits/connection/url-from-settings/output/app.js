const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const config = require('./config');
require('./db');

const app = express();
app.use(session({
  secret: config.get('session:secret'),
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(config.get('mongoose:uri')), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('hello'));
app.listen(config.get('port'));
