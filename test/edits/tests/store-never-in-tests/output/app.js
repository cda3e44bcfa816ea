require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const store = process.env.NODE_ENV === 'test'
  ? undefined
  : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

const app = express();
app.use(session({ store, secret: process.env.FERRY_SECRET || 'only here', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ferries'));

module.exports = app;
