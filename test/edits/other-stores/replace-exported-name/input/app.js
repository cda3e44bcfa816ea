require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { redisStore } = require('./store');

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3600000 },
    store: redisStore,
  })
);
app.get('/', (req, res) => res.send(req.session.id));

app.listen(3000);
