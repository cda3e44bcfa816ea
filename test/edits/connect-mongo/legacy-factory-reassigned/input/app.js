const express = require('express');
const session = require('express-session');
let MongoStore = require('connect-mongo');
MongoStore = MongoStore(session);

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ url: process.env.DB }),
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
