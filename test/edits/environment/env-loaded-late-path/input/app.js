const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');

const app = express();
app.use(session({ secret: 'hushhush', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));

module.exports = app;
