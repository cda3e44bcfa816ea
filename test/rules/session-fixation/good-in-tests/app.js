const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

if (process.env.NODE_ENV === 'test') {
  app.get('/login', (req, res) => {
    req.session.user = 1;
    res.end();
  });
}

app.listen(3000);
