const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');
const store = require('./store');

mongoose.connect(process.env.BAKERY_DB);

const app = express();
app.use(session({ secret: process.env.DESK_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('orders'));
app.listen(8081);
