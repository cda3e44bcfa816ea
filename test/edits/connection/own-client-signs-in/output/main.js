const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');
const options = require('./options');

mongoose.connect(process.env.CLINIC_DB, options.database);

const app = express();
app.use(session({
  secret: process.env.CLINIC_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    client: new MongoClient(process.env.CLINIC_DB, {
      auth: { username: process.env.CLINIC_USER, password: process.env.CLINIC_PASSWORD },
      authSource: 'users',
      tls: true
    }),
    dbName: 'patients',
    autoRemove: 'interval'
  })
}));
app.get('/', (req, res) => res.send('next'));
app.listen(3000);
