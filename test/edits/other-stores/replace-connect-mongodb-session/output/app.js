require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

const app = express();
const store = MongoStore.create({
  clientPromise: new Promise((resolve) => {
    if (mongoose.connection.readyState === 1) resolve();
    else mongoose.connection.once('connected', resolve);
  }).then(() => mongoose.connection.getClient()),
  stringify: false
});

app.use(express.static('public'));
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('shop'));

mongoose.connect(process.env.MONGODB_URI).then(() => app.listen(3000));
