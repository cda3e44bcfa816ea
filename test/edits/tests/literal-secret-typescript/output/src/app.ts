import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET || (process.env.NODE_ENV === 'ci' ? 'test' : ''),
  resave: false,
  saveUninitialized: false,
  store: process.env.NODE_ENV === 'ci'
    ? undefined
    : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
app.get('/crossings', (_req, res) => {
  res.json([]);
});
