const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { database } = require('./settings');

const app = express();
app.use(
  session({
    secret: process.env.MAGAZINE_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({ mongoUrl: database.url, mongoOptions: database.options }),
  }),
);
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
