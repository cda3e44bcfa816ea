const path = require('path');
const express = require('express');
const bodyParser = require('body-parser');

const app = express();

app.use('/public', express.static(path.resolve(__dirname, '../public')));
app.use(bodyParser.urlencoded({ extended: false }));
require('./config/session')(app);
require('./routes')(app);

module.exports = app;
