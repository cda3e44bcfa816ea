const express = require('express');
const session = require('express-session');
const redis = require('redis');
const RedisStore = require('connect-redis')(session);
const { Poll } = require('./database');

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new RedisStore({ client: redis.createClient() }),
  }),
);
app.get('/polls', async (req, res) => res.json(await Poll.find()));

module.exports = app;
