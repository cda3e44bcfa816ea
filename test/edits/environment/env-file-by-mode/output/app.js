const path = require('path');
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const dotenv = require('dotenv');

if (process.env.NODE_ENV === 'test') dotenv.config({ path: './.env.test' });
else
  dotenv.config({
    path: path.join(
      __dirname,
      process.env.NODE_ENV === undefined ? '.env.development' : `.env.${process.env.NODE_ENV}`,
    ),
  });

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
}));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
