const express = require('express');
const session = require('express-session');
const cookie = { httpOnly: true, proxy: process.env.NODE_ENV === 'production', secure: process.env.NODE_ENV === 'production' };
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, cookie }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
