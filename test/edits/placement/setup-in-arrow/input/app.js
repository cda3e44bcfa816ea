require('dotenv').config();
const express = require('express');
const prepare = require('./prepare');

const app = express();
prepare(app);
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
