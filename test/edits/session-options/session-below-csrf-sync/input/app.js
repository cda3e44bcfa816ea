require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { csrfSync } = require('csrf-sync');
const { csrfSynchronisedProtection } = csrfSync();
const app = express();
app.use(csrfSynchronisedProtection);
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
