var express = require('express');
var createError = require('http-errors');
var router = express.Router();

var entries = [{ name: 'Ada', text: 'First!' }];

router.get('/', function(req, res) {
  res.json(entries);
});

router.post('/', function(req, res, next) {
  if (!req.body.name || !req.body.text) {
    return next(createError(422, 'Name and text, please'));
  }
  entries.push({ name: req.body.name, text: req.body.text });
  res.redirect(303, '/entries');
});

module.exports = router;
