require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const name = '__Host-sid';
const app = express();
app.use(session({
  name,
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: { path: '/app', secure: true },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
