const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: true,
  store: new MongoStore({ url: process.env.MONGO_URL, collection: 'logins', autoReconnect: true, ttl: 14 * 24 * 60 * 60 }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
