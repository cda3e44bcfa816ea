const express = require('express');
const session = require('express-session');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new session.MemoryStore(),
  }),
);

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
