require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const app = express();
let store = new session.MemoryStore();
if (process.env.REDIS_URL) {
  store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
}
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
