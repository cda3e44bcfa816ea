const express = require('express');
const session = require('express-session');
const PgStore = require('connect-pg-simple')(session);
const pool = require('./db/pool');
const messages = require('./routes/messages');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(
  session({
    store: new PgStore({ pool }),
    secret: process.env.COOKIE_SECRET,
    resave: false,
    saveUninitialized: false
  })
);

app.use('/messages', messages);

app.listen(8080);
