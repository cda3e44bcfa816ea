const express = require('express');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
const session = require('express-session');
const config = require('./config');
require('./db');

const app = express();
app.use(session({
  secret: config.get('session:secret'),
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ clientPromise: new Promise((resolve) =>
    mongoose.connection.readyState === 1 ? resolve() : mongoose.connection.once('connected', resolve)
  ).then(() => mongoose.connection.getClient()) })
}));
app.get('/', (req, res) => res.send('hello'));
app.listen(config.get('port'));
