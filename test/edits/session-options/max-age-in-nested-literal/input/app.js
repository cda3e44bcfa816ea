const express = require('express');
const session = require('express-session');
const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, cookie: { httpOnly: true } }));
app.get('/', (req, res) => {
  req.session.cookie.maxAge = 1000;
  res.send('x');
});
app.listen(3000);
