const express = require('express');
const boats = require('./boats');

const local = express();
local.use('/boats', boats);
local.listen(3000);
