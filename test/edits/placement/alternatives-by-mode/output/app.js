const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGO_URL);

const app = express();

if (process.env.NODE_ENV === 'production') {
  app.set('trust proxy', 1);
  app.use(session({
    store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' }),
    secret: process.env.KEY,
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true }
  }));
} else {
  app.use(session({
    secret: process.env.KEY,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
  }));
}

app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
