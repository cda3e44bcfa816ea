const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const admin = express();
admin.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
    name: 'admin.sid',
  }),
);

module.exports = admin;
