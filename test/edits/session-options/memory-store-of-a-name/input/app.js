require('dotenv').config();
var express     = require('express');
var session     = require('express-session');
var MemoryStore = session.MemoryStore;

var app = express();
app.use(session({
	secret: process.env.SECRET,
	store: new MemoryStore(),
	resave: false,
	saveUninitialized: false
}));
app.get('/', function (req, res) { res.send('hello'); });
app.listen(3000);
