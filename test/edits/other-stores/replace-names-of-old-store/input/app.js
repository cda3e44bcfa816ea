require('dotenv').config();
const express = require('express');
const session = require('express-session');

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3600000 },
    store: require('./lib/sqlite-store'),
  })
);
app.get('/', (req, res) => res.send(req.session.id));

app.listen(3000);
