require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

MongoClient.connect(process.env.MONGO_URI).then((client) => {
  const db = client.db('shop');
  const app = express();
  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client, dbName: 'shop', autoRemove: 'interval' })
  }));

  app.get('/', async (req, res) => res.json(await db.collection('items').find().toArray()));
  app.listen(3000);
});
