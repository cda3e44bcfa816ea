import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import path from 'node:path';
import { endpoints } from './endpoints.js';

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));

for (const { verb, url, handle } of endpoints) {
  app[verb](url, handle);
}

if (process.env.NODE_ENV === 'production') {
  app.use(express.static(path.resolve('client')));
  app.get('*', (_req, res) => res.sendFile(path.resolve('client/index.html')));
}

app.listen(3000);
