const express = require('express');
const modes = require('./modes');

const app = express();

app.use(express.json());

app.get('/', (req, res) => res.json(modes[process.env.NODE_ENV || 'development']));

app.listen(3000);
