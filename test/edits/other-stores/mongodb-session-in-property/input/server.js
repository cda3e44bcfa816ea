const express = require('express');
const session = require('express-session');
const sessionClass = require('connect-mongodb-session');
const settings = require('./settings');

function createServer() {
  const SessionStore = sessionClass(session);
  const server = express();
  server.use(express.static('public'));
  server.logins = new SessionStore({ uri: 'mongodb://' + settings.host + '/planner', collection: 'logins' });
  server.use(session({ secret: settings.secret, store: server.logins, resave: false, saveUninitialized: false }));
  server.get('/', (req, res) => res.json(req.session));
  return server;
}

const server = createServer();
server.listen(settings.port);
