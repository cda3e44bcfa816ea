require('dotenv').config();
const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis')(session);
const Cache = require('./cache');

const app = express();
app.use(express.static('public'));
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new RedisStore({ client: new Cache().client })
  })
);
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
