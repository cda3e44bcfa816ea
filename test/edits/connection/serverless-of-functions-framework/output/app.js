require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const functions = require('@google-cloud/functions-framework');
const { MongoClient } = require('mongodb');
const client = new MongoClient(process.env.MONGO_URI);
const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client, autoRemove: 'disabled' })
}));
app.get('/', (req, res) => res.send('x'));
functions.http('api', app);
