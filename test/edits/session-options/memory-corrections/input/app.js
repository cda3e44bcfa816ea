const express = require('express');
const session = require('express-session');

const app = express();

app.use(
  session({
    secret: 'keyboard cat', // signs the cookie
    resave: true,
    saveUninitialized: true,
    cookie: { maxAge: 60 * 60 * 24 }
  })
);

app.get('/', (req, res) => {
  req.session.views = (req.session.views || 0) + 1;
  res.send(`${req.session.views} views`);
});

app.listen(3000);
