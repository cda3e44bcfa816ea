const express = require('express');
const app = express();
const { db } = require('./config');
require('./database');
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
