require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');
const session = require('express-session');
const MongoStore = require('connect-mongo');

const app = express();
if (process.env.NODE_ENV !== 'test') {
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URI }),
  }));
} else {
  app.use(session({ secret: 'test_secret', resave: false, saveUninitialized: true }));
}
app.get('/', (req, res) => res.send('ok'));
mongoose.connect(process.env.MONGO_URI).then(() => app.listen(3000));
