require('dotenv').config();
const config = require('config');
const express = require('express');
const session = require('express-session');
const createStore = require('./store');

const app = express();
app.use(session(Object.assign({}, config.get('sessions'), { store: createStore(), saveUninitialized: false })));
app.get('/', (req, res) => res.send('hello'));
app.listen(config.get('port'));
