require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');

mongoose.connect(process.env.OVEN_DB || 'mongodb://baker:fl0ur@db.example/bakery');

const app = express();
app.use(session({
  secret: process.env.OVEN_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.OVEN_DB), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('bread'));
app.listen(3000);
