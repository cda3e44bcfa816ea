const express = require('express');
const session = require('express-session');
const store = require('./store');
require('./cron');
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
