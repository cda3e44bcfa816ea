require('dotenv').config();
const express = require('express');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

const app = express();
const sessions = require('express-session')({
  secret: process.env.GALLERY_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient()),
  }),
});
const pictures = require('./pictures');

mongoose.connect(process.env.GALLERY_DB);
app.use(sessions);
app.use(pictures);
app.listen(3000);
