const express = require('express');
const config = require('./config');

const app = express();

app.use(express.json());

app.get('/level', (req, res) => res.json({ canal: config.canal, level: 3 }));

module.exports = app;
