const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const messages = require('./routes/messages');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(
  session({
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
    secret: process.env.COOKIE_SECRET,
    resave: false,
    saveUninitialized: false
  })
);

app.use('/messages', messages);

app.listen(8080);
