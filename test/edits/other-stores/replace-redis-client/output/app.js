require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

const sessionStore = MongoStore.create({
  clientPromise: new Promise((resolve) => {
    if (mongoose.connection.readyState === 1) resolve();
    else mongoose.connection.once('connected', resolve);
  }).then(() => mongoose.connection.getClient()),
  ttl: 86400
});

mongoose.connect(process.env.MONGO_URI);
const app = express();
app.use(express.json());
app.use(session({ store: sessionStore, secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
