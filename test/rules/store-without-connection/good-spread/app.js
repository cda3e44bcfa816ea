const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
const connection = require('./connection');

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({ ...connection, ttl: 3600 }),
  }),
);

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
