const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');

mongoose.connect(process.env.TIDE_DB);

const app = express();
app.use(session({
  secret: process.env.TIDE_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    client: new MongoClient(process.env.TIDE_DB, { readPreference: 'primary' }),
    autoRemove: 'interval'
  })
}));
app.get('/', (req, res) => res.send('high'));
app.listen(3000);
