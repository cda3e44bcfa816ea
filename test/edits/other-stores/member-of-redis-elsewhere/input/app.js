require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { sessionStore } = require('./sessions');
const admin = require('./admin');
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: sessionStore }));
app.use('/admin', admin);
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
