const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');

mongoose.connect(process.env.CLINIC_DB, JSON.parse(process.env.CLINIC_OPTIONS));

const app = express();
app.use(session({ secret: process.env.CLINIC_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('next'));
app.listen(3000);
