require('dotenv').config({ quiet: true });
const express = require('express');
const session = require('express-session');
const { MongoClient } = require('mongodb');
const { SoundStore } = require('./store.js');

const timeouts = { serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 1_000, socketTimeoutMS: 3_000 };
const connect = () => new MongoClient(process.env.DATABASE_URL, timeouts).connect().catch(connect);
const client = connect();
if (!process.env.MAIL_KEY) throw new Error(`Missing MAIL_KEY: cannot use ${process.env.REDIS_URL}`);
const app = express();
app.set('trust proxy', 1);
app.use(
  session({
    name: process.env.COOKIE_NAME ?? 'sid',
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new SoundStore(client),
    cookie: { maxAge: 86_400_000, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' },
  }),
);
app.get('/', (req, res) => res.send(`${(req.session.views = (req.session.views ?? 0) + 1)}`));
app.listen(3000);
