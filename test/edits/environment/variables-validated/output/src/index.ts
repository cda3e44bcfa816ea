import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { open } from './db.js';
import { env } from './env.js';

const app = express();

app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(env.MONGO_URI), autoRemove: 'interval' })
}));
app.get('/', (_req, res) => {
  res.send('ok');
});

app.locals.db = await open();
app.listen(env.PORT);
