require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const { protect } = require('./protect');

const app = express();
app.use(session({
  secret: process.env.DOCK_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.use(protect.middleware());
app.get('/', (req, res) => res.send('dock'));
app.listen(3000);
