require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

const app = express();

app.use(express.json());

app.use(
  session({
    secret: process.env.SESSION_SECRET || (process.env.NODE_ENV === 'test' ? 'test' : undefined),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store:
      process.env.NODE_ENV === 'test'
        ? undefined
        : MongoStore.create({
            clientPromise: new Promise((resolve) => {
              if (mongoose.connection.readyState === 1) resolve();
              else mongoose.connection.once('connected', resolve);
            }).then(() => mongoose.connection.getClient()),
          }),
  }),
);

app.get('/berths', async (req, res) => {
  res.json(await mongoose.model('Berth').find());
});

module.exports = app;
