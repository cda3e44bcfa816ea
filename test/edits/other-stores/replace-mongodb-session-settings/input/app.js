require('dotenv').config();
const express = require('express');
const session = require('express-session');
const MongoDBStore = require('connect-mongodb-session')(session);
const mongoose = require('mongoose');

const store = new MongoDBStore({
  uri: process.env.MONGODB_URI,
  databaseName: 'shop',
  collection: 'mySessions',
  expires: 1000 * 60 * 60 * 24 * 30,
  idField: 'sid'
});
mongoose.connect(process.env.MONGODB_URI);

const app = express();
app.use(session({ secret: 'kept in the source', resave: true, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
