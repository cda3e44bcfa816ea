import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { hats } from './hats.js';

const shop = express();
shop.use(express.json());
shop.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.HATS_MONGO), autoRemove: 'interval' })
}));
shop.get('/hats', async (req, res) => res.json(await hats()));
shop.listen(4000);
