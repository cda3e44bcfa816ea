const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');

mongoose.connect(process.env.CLINIC_DB, JSON.parse(process.env.CLINIC_OPTIONS));

const app = express();
app.use(session({
  secret: process.env.CLINIC_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.CLINIC_DB), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('next'));
app.listen(3000);
