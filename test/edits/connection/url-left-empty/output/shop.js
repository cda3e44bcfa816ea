import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { database, hats } from './hats.js';

const shop = express();
shop.use(express.json());
shop.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(database), autoRemove: 'interval' })
}));
shop.get('/hats', async (req, res) => res.json({ from: database, hats: await hats() }));
shop.listen(4000);
