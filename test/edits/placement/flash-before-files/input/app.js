require('dotenv').config();
const express = require('express');
const flash = require('connect-flash');

const app = express();
app.use(flash());
app.use(express.static('public'));
app.use(express.json());
app.get('/', (req, res) => res.send(req.flash('info')));
app.listen(3000);
