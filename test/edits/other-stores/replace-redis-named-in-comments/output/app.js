require('dotenv').config();
const express = require('express');
const session = require('express-session');
const redis = require('redis');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
// Redis: berths and sessions
const client = redis.createClient();

app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
}));

// sailors only
app.get('/berths', (req, res) => client.get('berths', (error, count) => res.json(count)));

app.listen(3000);
