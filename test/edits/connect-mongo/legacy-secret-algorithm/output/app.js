const express = require('express');
const session = require('express-session');
const { MongoStore, createWebCryptoAdapter } = require('connect-mongo');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({
    mongoUrl: process.env.DB,
    cryptoAdapter: createWebCryptoAdapter({ secret: process.env.KEY }),
    touchAfter: 3600,
  }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
