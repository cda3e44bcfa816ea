const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const config = require('./config');

const app = express();
app.use(session({
  secret: config.session.secret,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.end());
app.listen(config.port);
