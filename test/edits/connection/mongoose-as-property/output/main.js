require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
const { orm } = require('./models');

orm.client.connect(require('./place').address());

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
}));
app.get('/hives', async (req, res) => res.json(await orm.Hive.find()));
app.listen(3000);
