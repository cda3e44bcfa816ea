require('dotenv').config();
const express = require('express');
const mongoose = require('mongoose');

const app = express();
const sessions = require('express-session')({
  secret: process.env.GALLERY_SECRET,
  resave: false,
  saveUninitialized: false,
});
const pictures = require('./pictures');

mongoose.connect(process.env.GALLERY_DB);
app.use(sessions);
app.use(pictures);
app.listen(3000);
