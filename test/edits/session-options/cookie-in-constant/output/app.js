require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const cookie = { secure: true, proxy: true, maxAge: 60000 };
const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
