require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');

const CLUSTER = `mongodb+srv://${process.env.DB_USER}:${process.env.DB_PASSWORD}@cluster0-ab12c.mongodb.net/${process.env.DB_NAME}?retryWrites=true&w=majority`;

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(CLUSTER), autoRemove: 'interval' })
}));
app.get('/chores', (req, res) => res.json([]));

mongoose
  .connect(`mongodb+srv://${process.env.DB_USER}:${process.env.DB_PASSWORD}@cluster0-ab12c.mongodb.net/${process.env.DB_NAME}?retryWrites=true&w=majority`)
  .then(() => app.listen(8080));
