require('dotenv').config();
const express = require('express');
const session = require('express-session');
const store = require('./store');

const app = express();
app.use(express.json());
const options = { secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store };
if (process.env.NODE_ENV === 'production') {
  app.use(session({ ...options, cookie: { secure: true, sameSite: 'none' } }));
} else {
  app.use(session({ ...options }));
}
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
