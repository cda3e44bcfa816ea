const express = require('express');
const settings = require('./settings');
const db = require('./db');

module.exports = (settings) => {
  const app = express();
  app.use(express.json());
  app.get('/', (req, res) => res.send(settings.title));
  db.connect();
  return app;
};
module.exports.port = settings.port;
