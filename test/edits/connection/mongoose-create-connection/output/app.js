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
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (connection.readyState === 1) resolve();
      else connection.once('connected', resolve);
    }).then(() => connection.getClient()),
    dbName: 'shop'
  })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
