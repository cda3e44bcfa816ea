const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
app.set('trust proxy', 1);

const options = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  cookie: { sameSite: 'none' },
};
options.cookie.secure = true;
app.use(session(options));

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
