require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const settings = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
};
const app = express();
if (process.env.NODE_ENV === 'production') {
  settings.cookie = { secure: true };
}
app.use(session(settings));
app.get('/', (req, res) => res.end());
app.listen(3000);
