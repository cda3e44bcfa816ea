require('dotenv').config();
var express     = require('express');
var session     = require('express-session');
var { MongoStore } = require('connect-mongo');
var { MongoClient } = require('mongodb');

var app = express();
app.use(session({
	secret: process.env.SECRET,
	store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
	resave: false,
	saveUninitialized: false
}));
app.get('/', function (req, res) { res.send('hello'); });
app.listen(3000);
