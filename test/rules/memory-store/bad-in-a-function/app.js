const express = require('express');
const session = require('express-session');

const app = express();

function addSessions(target) {
  target.use(
    session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }),
  );
}

addSessions(app);

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
