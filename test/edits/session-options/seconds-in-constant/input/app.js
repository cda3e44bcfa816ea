require('dotenv').config();
const express = require('express');
const session = require('express-session');
const ONE_DAY = 60 * 60 * 24;
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, cookie: { maxAge: ONE_DAY } }));
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
