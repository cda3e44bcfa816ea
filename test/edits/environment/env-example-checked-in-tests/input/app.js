require('./settings');
const express = require('express');

const app = express();
app.use(express.json());
app.get('/apples', (req, res) => res.json([]));

module.exports = app;
