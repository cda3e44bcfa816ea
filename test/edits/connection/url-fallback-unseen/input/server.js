const express = require('express');
const users = require('./users');

const app = express();
app.use(express.json());
app.use('/users', users);
app.listen(3000);
