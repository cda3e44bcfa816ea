const express = require('express');

module.exports = function build(mongo) {
  const app = express();
  app.use(express.json());
  app.get('/', async (req, res) => res.json(await mongo.db('shop').collection('items').findOne()));
  return app;
};
