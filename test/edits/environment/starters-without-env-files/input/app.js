const express = require('express');
const app = express();
app.get('/', (req, res) => res.send('x'));
module.exports = app;
