const express = require('express');
const session = require('express-session');
const store = require('./store');

const app = express();
const server = require('http').Server(app);
app.use(session({ secret: process.env.SITE_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('bread'));
server.listen(8080);
