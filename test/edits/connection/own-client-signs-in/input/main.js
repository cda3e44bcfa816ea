const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');
const options = require('./options');

mongoose.connect(process.env.CLINIC_DB, options.database);

const app = express();
app.use(session({ secret: process.env.CLINIC_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('next'));
app.listen(3000);
