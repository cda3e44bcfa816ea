'use strict';
const _express = require('express');
const _session = require('express-session');

const app = _express();
app.use(_session({ secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
