require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const app = express();
const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
app.use(session({ store, secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
