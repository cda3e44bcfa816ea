const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);
const { randomUUID } = require('crypto');

const app = express();
app.use(session({
  secret: randomUUID(),
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ url: process.env.MONGO_URL })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
