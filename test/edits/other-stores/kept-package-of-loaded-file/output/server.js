import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { redis } from './redis.js';

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3600000 },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
  }),
);
app.get('/', async (req, res) => res.json(await redis.get('news')));

app.listen(3000);
