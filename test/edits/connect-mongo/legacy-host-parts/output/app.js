var express = require('express');
var session = require('express-session');
var { MongoStore } = require('connect-mongo');

var app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new MongoStore({
    mongoUrl: 'mongodb://localhost:27017/session', // name
    autoRemove: 'interval',
    autoRemoveInterval: 60
  })
}));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
