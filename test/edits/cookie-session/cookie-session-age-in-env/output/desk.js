require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(session({
  name: 'desk',
  secret: process.env.DESK_SECRET,
  cookie: { maxAge: Number(process.env.DESK_MAX_AGE) },
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => {
  req.session.seen = true;
  res.send('desk');
});
app.listen(3000);
