require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    maxAge: 7 * 24 * 60 * 60 * 1000,
    cookie: { httpOnly: true },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
  }),
);

app.get('/', (req, res) => res.json(req.session.basket ?? []));

app.listen(3000);
