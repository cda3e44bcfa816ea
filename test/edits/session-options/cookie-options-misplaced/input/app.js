const express = require('express');
const session = require('express-session');

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    maxAge: 7 * 24 * 60 * 60 * 1000,
    cookie: { httpOnly: true },
  }),
);

app.get('/', (req, res) => res.json(req.session.basket ?? []));

app.listen(3000);
