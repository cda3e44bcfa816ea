const express = require('express');
const session = require('express-session');
const ONE_WEEK = 7 * 24 * 3600;
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, cookie: { maxAge: ONE_WEEK } }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
