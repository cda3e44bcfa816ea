require('dotenv').config({ quiet: true });
const express = require('express');
const session = require('express-session');
const { MongoClient } = require('mongodb');
const { SoundStore } = require('./store.js');

const connect = () => new MongoClient(process.env.DATABASE_URL).connect().catch(connect);
const client = connect();
const app = express();
app.set('trust proxy', 1);
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new SoundStore(client, { deadline: 120_000 }),
    cookie: { maxAge: 86_400_000, sameSite: 'lax', secure: process.env.NODE_ENV === 'production' },
  }),
);
app.get('/', (req, res) => res.send(`${(req.session.views = (req.session.views ?? 0) + 1)}`));
app.listen(3000);
