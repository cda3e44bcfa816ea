const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const cookieSession = require('cookie-session');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);
app.use(cookieSession({ keys: [process.env.COOKIE_KEY] }));
app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
