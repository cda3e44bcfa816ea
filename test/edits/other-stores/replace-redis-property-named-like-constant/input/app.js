const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis')(session);

const HOST = process.env.HOST || 'localhost';

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new RedisStore({ host: process.env.HOST, port: 6379 })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
