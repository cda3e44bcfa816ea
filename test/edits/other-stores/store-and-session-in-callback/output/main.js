require('dotenv').config();
const express = require('express');
const session = require('express-session');
const redis = require('redis');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const client = redis.createClient();
const app = express();
let store;
client.on('ready', () => {
  store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
  app.use(session({ secret: process.env.RUMOUR_SECRET, resave: false, saveUninitialized: false, store }));
  app.get('/', (req, res) => res.send('psst'));
  app.listen(3000);
});
