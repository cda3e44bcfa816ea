import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { Shop } from './shop';

const app = express();
const shop = new Shop(process.env.DATABASE_URI as string);
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({
    client: new MongoClient(process.env.DATABASE_URI as string),
    dbName: process.env.DATABASE_NAME,
    autoRemove: 'interval'
  })
}));

app.get('/items', async (req, res) => {
  res.json(await shop.items(req));
});

app.listen(4000);
