const express = require('express');
const session = require('express-session');
const { randomUUID } = require('node:crypto');

const app = express();

app.use(session({ secret: randomUUID(), resave: false, saveUninitialized: false }));

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
