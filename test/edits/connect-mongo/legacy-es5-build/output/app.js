var express = require('express');
var session = require('express-session');
var { MongoStore } = require('connect-mongo');

var app = express();
app.use(session({
  resave: false,
  saveUninitialized: false,
  secret: process.env.SESSION_SECRET,
  store: new MongoStore({ mongoUrl: process.env.MONGODB || process.env.MONGOLAB_URI })
}));
app.listen(3000);
