const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: true,
  store: new MongoStore({ mongoUrl: process.env.MONGO_URL, collectionName: 'logins', ttl: 14 * 24 * 60 * 60 }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
