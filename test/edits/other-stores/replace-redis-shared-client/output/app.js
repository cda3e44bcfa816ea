require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const Redis = require('ioredis');
const mongoose = require('mongoose');
const cache = require('./cache');

const shared = new Redis(process.env.REDIS_URL);
const own = new Redis(process.env.REDIS_URL);
own.on('ready', () => app.listen(3000));

mongoose.connect(process.env.MONGO_URI);
const app = express();
app.use(session({
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' }),
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false
}));
app.use('/', cache(shared));
