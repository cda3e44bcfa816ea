const boats = require('express').Router();

boats.post('/', (req, res) => {
  req.session.boat = req.query.name;
  res.end();
});

module.exports = boats;
