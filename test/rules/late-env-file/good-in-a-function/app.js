const express = require('express');
const session = require('express-session');
const { createStore } = require('./store');

require('dotenv').config();

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: createStore(),
  }),
);

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
