const express = require('express');
const boats = require('./boats');

const live = express();
live.use('/boats', boats);
live.listen(80);
