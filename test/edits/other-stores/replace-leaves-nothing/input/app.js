require('dotenv').config();
const express = require('express');
const connect = require('./connect');
const createSession = require('./session');

connect().then((client) => {
  const app = express();
  app.use(createSession(client));
  app.get('/', (req, res) => res.send('hello'));
  app.listen(3000);
});
