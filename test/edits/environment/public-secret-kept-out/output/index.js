require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(session({
  secret: process.env.HEROKU_APP_NAME,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.post('/v', (req, res) => {
  req.session.v = 1;
  res.end();
});
module.exports = app;
app.listen(3000);
