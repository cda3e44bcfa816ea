var express = require('express'),
    session = require('express-session'),
    { MongoStore: mongoStore } = require('connect-mongo'),
    config = require('./config');

var app = express();
// const MongoStore = require('connect-mongo')(session)
app.use(session({
  secret: config.key,
  resave: true,
  saveUninitialized: true,
  store: new mongoStore({ mongoUrl: config.db })
}));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
