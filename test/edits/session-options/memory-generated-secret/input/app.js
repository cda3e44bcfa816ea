require('dotenv').config();
const crypto = require('crypto');
const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({
  secret: crypto.randomBytes(16).toString('hex'),
  resave: false,
  saveUninitialized: false
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
