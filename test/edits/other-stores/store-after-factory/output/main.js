require('dotenv').config();
const express = require('express');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const session = require('express-session');

let store;
if (process.env.PUZZLE_FOLDER) {
  store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
} else {
  store = require('memorystore')(session);
  store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
}

const app = express();
app.use(session({ secret: process.env.PUZZLE_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('pieces'));
app.listen(3000);
