const express = require('express');
const session = require('express-session');
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => { req.session.a = 1; res.send('x'); });
app.listen(3001);
