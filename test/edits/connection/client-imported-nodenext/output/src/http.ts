import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { storage } from './storage/mongo.js';

export const http = express();

http.use(express.json());
http.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: storage, autoRemove: 'interval' })
}));
http.get('/apples', (_req, res) => {
  res.send('ripe');
});
