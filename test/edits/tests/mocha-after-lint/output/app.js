require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(session({
  secret: process.env.QUAY_SECRET,
  resave: false,
  saveUninitialized: false,
  store: process.env.NODE_ENV === 'test'
    ? undefined
    : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('quay'));
module.exports = app;
if (require.main === module) app.listen(3000);
