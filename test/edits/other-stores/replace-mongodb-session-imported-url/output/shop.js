import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { database } from './settings.js';

const shop = express();
shop.use(
  session({
    secret: process.env.HAT_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ client: new MongoClient(database), autoRemove: 'interval', stringify: false })
  })
);
shop.get('/hats', (req, res) => res.json([]));
shop.listen(4000);
