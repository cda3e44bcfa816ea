const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: process.env.NODE_TEST_CONTEXT
    ? undefined
    : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => {
  req.session.views = (req.session.views || 0) + 1;
  res.json(req.session.views);
});

module.exports = app;
