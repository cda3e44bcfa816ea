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

app.post('/login', (req, res, next) => {
  req.session.user = req.header('x-user');
  req.session.save((err) => (err ? next(err) : res.redirect('/')));
});

app.listen(3000);
