import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { client } from './db.js';

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client, dbName: 'shop', autoRemove: 'interval' })
}));

app.get('/', async (req, res) => res.json(await client.db('shop').collection('items').find().toArray()));

app.listen(3000);
