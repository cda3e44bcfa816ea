const express = require('express');
const session = require('express-session');
const createStore = require('./lib/store');

const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: createStore() }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
