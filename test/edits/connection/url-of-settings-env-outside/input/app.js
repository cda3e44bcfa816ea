const express = require('express');
const session = require('express-session');
require('./lib/database');

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('club'));

module.exports = app;
