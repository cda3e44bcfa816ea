require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const morgan = require('morgan');
const passport = require('passport');

const app = express();
const dev = process.env.NODE_ENV !== 'production';

const auth = [passport.initialize(), passport.session()];
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
for (const handler of [express.json(), ...auth]) {
  app.use(handler);
}

app.get('/', (req, res) => res.json(req.user));

app.listen(3000);
