require('dotenv').config();
var express = require('express');
var session = require('express-session');
var { MongoStore } = require('connect-mongo');
var { MongoClient } = require('mongodb');

var app = express();
app.use(express.json());

var options = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false
};
if (process.env.NODE_ENV === 'production') {
  options.store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
} else {
  options.store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
}
app.use(session(options));
app.get('/', function (req, res) { res.json(req.session); });
app.listen(3000);
