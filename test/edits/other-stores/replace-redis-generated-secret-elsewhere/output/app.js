require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const { v4 } = require('uuid');

const token = v4();
console.log(`Token of this process: ${token}`);

const app = express();
app.use(session({
  secret: token,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
