const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
require('dotenv').config();

mongoose.connect(process.env.DATABASE);

const app = express();
app.use(express.json());
app.use(require('./cors'));
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
}));
app.use('/', require('./routes'));

app.listen(5000);
