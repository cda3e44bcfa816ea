require('dotenv').config();
var express = require('express');
var session = require('express-session');
var { MongoStore } = require('connect-mongo');
var { MongoClient } = require('mongodb');
var load = require('express-load');
var bodyParser = require('body-parser');

module.exports = function () {
  var app = express();

  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
  }));
  load('models', { cwd: 'app' })
    .then('controllers')
    .then('routes')
    .into(app);

  app.use(express.static('./public'));
  app.use(bodyParser.json());

  return app;
};
