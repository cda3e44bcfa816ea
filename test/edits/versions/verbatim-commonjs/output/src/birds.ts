import 'dotenv/config';
import express = require('express');
import session = require('express-session');
import connectMongo = require('connect-mongo');
import MongoStore = connectMongo.MongoStore;
import mongodb = require('mongodb');
import MongoClient = mongodb.MongoClient;

const birds = express();
birds.use(express.json());
birds.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
birds.get('/seen', (_req, res) => {
  res.json(['heron']);
});

export = birds;
