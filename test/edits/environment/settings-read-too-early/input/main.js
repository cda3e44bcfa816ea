const { settings } = require('./settings');
require('dotenv').config();
const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret: 'apple', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send(settings.greeting));
app.listen(settings.port);
