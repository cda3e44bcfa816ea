const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ url: process.env.DB, secret: process.env.KEY, algorithm: 'aes-256-gcm', hashing: 'sha512', touchAfter: 3600 }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
