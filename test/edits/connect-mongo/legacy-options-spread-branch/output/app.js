const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({
    mongoUrl: process.env.DB,
    ...(process.env.NAME ? { collectionName: process.env.NAME } : {}),
  }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
