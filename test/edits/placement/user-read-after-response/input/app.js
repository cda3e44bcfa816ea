require('dotenv').config();
const express = require('express');
const log = require('./log');
const entries = require('./entries');

const app = express();

app.use(log);

app.use(express.json());
app.use('/files', express.static('files'));

app.use('/entries', entries);

app.listen(3000);
