const express = require('express');
const mongoose = require('mongoose');
const session = require('express-session');
const MongoStore = require('connect-mongo');

mongoose.connect(process.env.MONGO_URI);

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.SESSION_MONGO_URI }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
