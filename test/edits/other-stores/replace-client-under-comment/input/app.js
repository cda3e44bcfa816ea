const express = require('express');
const session = require('express-session');
const pg = require('pg');
const PgStore = require('connect-pg-simple')(session);

const app = express();
// keep this below the limit of the server
const pool = new pg.Pool({ max: 5 });

// one entry a guest
const limits = { entries: 1 };

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new PgStore({ pool }),
  }),
);
app.get('/', (req, res) => res.json(limits));
app.listen(3000);
