const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

const app = express();
app.use(session({
  secret: process.env.POND_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient())
  })
}));
app.get('/', (req, res) => res.send('ok'));

mongoose
  .connect(process.env.POND_DB)
  .then(() => app.listen(3000))
  .catch((error) => console.log(error));
