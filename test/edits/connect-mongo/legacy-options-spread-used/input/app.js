const express = require('express');
const session = require('express-session');
const MongoStore = require('connect-mongo')(session);

const opts = { url: process.env.MONGO_URL, collection: 'c' };
console.log(opts.url);
const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ ...opts, ttl: 3600 }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
