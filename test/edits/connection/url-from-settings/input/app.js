const express = require('express');
const session = require('express-session');
const config = require('./config');
require('./db');

const app = express();
app.use(session({ secret: config.get('session:secret'), resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('hello'));
app.listen(config.get('port'));
