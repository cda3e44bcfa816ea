const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { ObjectId } = require('mongodb');
const { MongoClient } = require('mongodb');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);
app.locals.first = (users) => users.find((e) => e.id.equals(new ObjectId()));
app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
