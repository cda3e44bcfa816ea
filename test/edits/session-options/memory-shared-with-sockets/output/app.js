require('dotenv').config();
var express = require('express');
var session = require('express-session');
var { MongoStore } = require('connect-mongo');
var { MongoClient } = require('mongodb');
var sessionStore = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });

var app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: sessionStore }));
require('./socket')(sessionStore);
app.get('/', function (req, res) { res.send('ok'); });
app.listen(3000);
