const express = require('express');

module.exports = function (app) {
  return app.use(express.static('public')).use(express.json());
};
