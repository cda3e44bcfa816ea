require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

const store = MongoStore.create({
  clientPromise: new Promise((resolve) => {
    if (mongoose.connection.readyState === 1) resolve();
    else mongoose.connection.once('connected', resolve);
  }).then(() => mongoose.connection.getClient()),
  dbName: 'shop',
  collectionName: 'mySessions',
  ttl: 30 * 24 * 60 * 60,
  stringify: false
});
mongoose.connect(process.env.MONGODB_URI);

const app = express();
app.use(session({ secret: 'kept in the source', resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
