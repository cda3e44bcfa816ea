import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { connection } from './models.js';
import './models.js';

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ dbName: 'shop', clientPromise: new Promise((resolve) =>
    connection.readyState === 1 ? resolve() : connection.once('connected', resolve)
  ).then(() => connection.getClient()) })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
