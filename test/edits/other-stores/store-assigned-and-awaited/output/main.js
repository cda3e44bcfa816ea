require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

let store;

async function openStore() {
  store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
}

async function main() {
  await openStore();
  const app = express();
  app.use(session({ secret: process.env.STAR_SECRET, resave: false, saveUninitialized: false, store }));
  app.get('/', (req, res) => res.send('stars'));
  app.listen(3000);
}

main();
