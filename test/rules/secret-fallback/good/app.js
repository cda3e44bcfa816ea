const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET || (process.env.NODE_ENV === 'test' ? 'test' : fail('SESSION_SECRET is not set')),
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

function fail(message) {
  throw new Error(message);
}

app.listen(3000);
