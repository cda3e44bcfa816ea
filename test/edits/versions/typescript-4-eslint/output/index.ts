import 'dotenv/config';
import express from 'express';
import session from 'express-session';
// eslint-disable-next-line @typescript-eslint/no-var-requires
const { MongoStore } = require('connect-mongo');
// eslint-disable-next-line @typescript-eslint/no-var-requires
const { MongoClient } = require('mongodb');

const horn = express();
horn.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
horn.get('/', (_req, res) => { res.send('honk'); });
horn.listen(3000);
