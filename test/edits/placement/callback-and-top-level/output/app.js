require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
const flash = require('connect-flash');
const { createConnection } = require('./db');
const routes = require('./routes');

const app = express();
app.set('view engine', 'ejs');

createConnection()
  .then(() => {
    app.use(express.json());
    app.use('/', routes);
    app.listen(3000);
  })
  .catch(console.error);

app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient())
  })
}));
app.use(flash());
app.use('/', routes);
