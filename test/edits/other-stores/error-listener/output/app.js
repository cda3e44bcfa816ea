require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const store = MongoStore.create({
  client: new MongoClient(process.env.BELL_DB),
  autoRemove: 'interval',
  collectionName: 'rings',
  stringify: false
});

store.on('error', (error) => {
  console.error('session store', error);
});

const app = express();
app.use(session({ secret: process.env.BELL_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('ding'));
app.listen(3000);
