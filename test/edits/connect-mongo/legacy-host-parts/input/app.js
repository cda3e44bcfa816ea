var express = require('express');
var session = require('express-session');
var MongoStore = require('connect-mongo')(session);

var app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new MongoStore({
    db: 'session', // name
    host: 'localhost', // where
    port: 27017,
    clear_interval: 3600
  })
}));
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
