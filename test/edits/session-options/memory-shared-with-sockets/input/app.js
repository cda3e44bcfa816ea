var express = require('express');
var session = require('express-session');
var sessionStore = new session.MemoryStore();

var app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: sessionStore }));
require('./socket')(sessionStore);
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
