const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret: process.env.HEROKU_APP_NAME, resave: false, saveUninitialized: false }));
app.post('/v', (req, res) => {
  req.session.v = 1;
  res.end();
});
module.exports = app;
app.listen(3000);
