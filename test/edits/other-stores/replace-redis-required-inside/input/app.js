require('dotenv').config();
var express = require('express');
var session = require('express-session');
var sessionStore = require('./sessionStore')(session);

var app = express();
app.use(express.json());
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: sessionStore }));
app.get('/', function (req, res) { res.json(req.session); });
app.listen(3000);
