import { onRequest } from 'firebase-functions/v2/https';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET!,
  resave: false,
  saveUninitialized: false,
  name: '__session',
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'disabled' })
}));
app.get('/api/count', (req, res) => {
  res.json({});
});

export const api = onRequest({ region: 'europe-west1' }, app);
