const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const settings = require('./settings');

function createServer() {
  const server = express();
  server.use(express.static('public'));
  server.logins = MongoStore.create({
    client: new MongoClient('mongodb://' + settings.host + '/planner'),
    autoRemove: 'interval',
    collectionName: 'logins',
    stringify: false
  });
  server.use(session({ secret: settings.secret, store: server.logins, resave: false, saveUninitialized: false }));
  server.get('/', (req, res) => res.json(req.session));
  return server;
}

const server = createServer();
server.listen(settings.port);
