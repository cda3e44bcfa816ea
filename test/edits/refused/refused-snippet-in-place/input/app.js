var express = require('express');
var session = require('express-session');
var MongoStore = require('connect-mongo')(session);

var app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: new MongoStore({ host: 'localhost', port: 27017, db: 'node-login' })
}));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
