const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');

mongoose.connect(process.env.OVEN_DB || 'mongodb://baker:fl0ur@db.example/bakery');

const app = express();
app.use(session({ secret: process.env.OVEN_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('bread'));
app.listen(3000);
