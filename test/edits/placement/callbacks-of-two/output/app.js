require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
const { loadPlugins } = require('./plugins');
const routes = require('./routes');
const admin = require('./admin');

const app = express();

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

mongoose.connect(process.env.MONGODB_URI).then(() => {
  app.use(express.json());
  app.use('/', routes);
});
loadPlugins().then(() => app.use('/admin', admin));
app.listen(3000);
