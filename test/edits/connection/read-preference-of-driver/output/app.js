import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { client } from './db.js';
const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client, autoRemove: 'interval' })
}));
app.get('/', async (req, res) => res.json(await client.db().collection('a').findOne()));
app.listen(3000);
