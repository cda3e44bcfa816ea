import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { SESSION_KEY } from './env.js';
import { boats } from './database.js';

const app = express();
app.use(session({
  secret: SESSION_KEY,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.FERRY_DATABASE), autoRemove: 'interval' })
}));
app.get('/boats', async (req, res) => res.json(await boats.find().toArray()));
app.listen(3000);
