require('dotenv').config();
const express = require('express');
const session = require('express-session');
const redis = require('redis');
const RedisStore = require('connect-redis')(session);

const app = express();
// Redis: berths and sessions
const client = redis.createClient();

// sessions in redis
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  // the store of connect-redis
  store: new RedisStore({ client }),
}));

// sailors only
app.get('/berths', (req, res) => client.get('berths', (error, count) => res.json(count)));

app.listen(3000);
