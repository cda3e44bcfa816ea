import 'dotenv/config';
import express from 'express';
import session from 'express-session';
// tslint:disable-next-line:no-var-requires
const { MongoStore } = require('connect-mongo');
// tslint:disable-next-line:no-var-requires
const { MongoClient } = require('mongodb');

const bell = express();
bell.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
bell.get('/ring', (req, res) => res.send('ding'));
bell.listen(3000);
