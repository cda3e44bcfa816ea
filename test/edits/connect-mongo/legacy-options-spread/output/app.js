const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const opts = { mongoUrl: process.env.MONGO_URL, collectionName: 'c' };
const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ ...opts, ttl: 3600 }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
