const express = require('express');
const mongoose = require('mongoose');
const passport = require('passport');
const campsites = require('./campsites');

const connected = mongoose.connect(process.env.MONGO_URL);
connected.then(
  () => console.log('Connected'),
  err => console.log(err)
);

const app = express();

// HTTPS only
app.all('*', (req, res, next) => {
  if (req.secure) return next();
  res.redirect(301, `https://${req.hostname}:3443${req.url}`);
});

app.use(express.json());
app.use(express.urlencoded({ extended: false }));

app.use(passport.initialize());
app.use('/campsites', campsites);

module.exports = app;
app.listen(3000);
