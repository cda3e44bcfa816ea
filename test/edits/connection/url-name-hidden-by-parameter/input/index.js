const express = require('express');
const settings = require('./settings');
const db = require('./db');
db.connect(settings.url);
const build = (settings) => {
  const app = express();
  app.use(express.json());
  app.get('/', (req, res) => res.send('x' + settings.title));
  return app;
};
build({ title: 't' }).listen(3000);
