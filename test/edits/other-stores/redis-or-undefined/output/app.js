require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: process.env.REDIS_URL
    ? MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
    : undefined
}));
app.get('/', (req, res) => res.end());
app.listen(3000);
