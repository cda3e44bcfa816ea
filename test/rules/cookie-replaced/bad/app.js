const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();

const options = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  cookie: { maxAge: 3600000 },
};
options.cookie = { sameSite: 'strict' };
app.use(session(options));

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
