import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const store = process.env.NODE_ENV === 'test'
  ? undefined
  : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' });

export const app = express();
app.use(session({ store, secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false }));
app.get('/', (_req, res) => {
  res.send('ok');
});
app.listen(3000);
