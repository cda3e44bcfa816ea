var express = require('express');
var session = require('express-session');
var MongoStore = require('connect-mongo/es5')(session);

var app = express();
app.use(session({
  resave: false,
  saveUninitialized: false,
  secret: process.env.SESSION_SECRET,
  store: new MongoStore({ url: process.env.MONGODB || process.env.MONGOLAB_URI, autoReconnect: true })
}));
app.listen(3000);
