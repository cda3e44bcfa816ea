const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const cors = require('cors');

const app = express();
app.use(cors({ origin: '*', credentials: true }));
app.use('/admin', require('./admin'));
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
