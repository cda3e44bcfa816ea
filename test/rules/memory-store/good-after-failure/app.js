const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();

const client = new MongoClient(process.env.MONGO_URL);
client.connect().then(
  () => {
    app.use(
      session({
        secret: process.env.SESSION_SECRET,
        resave: false,
        saveUninitialized: false,
        store: MongoStore.create({ client }),
      }),
    );
  },
  () => {
    app.use(
      session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }),
    );
  },
);

app.get('/', (req, res) => {
  res.send(`Hello ${req.session.user}`);
});

app.listen(3000);
