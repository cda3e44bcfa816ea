const express = require('express');
const session = require('express-session');
const name = '__Host-sid';
const app = express();
app.use(session({ name, secret: process.env.SECRET, resave: false, saveUninitialized: false, cookie: { path: '/app', secure: true } }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
