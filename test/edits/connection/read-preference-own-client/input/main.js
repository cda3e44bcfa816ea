const express = require('express');
const session = require('express-session');
const mongoose = require('mongoose');

mongoose.connect(process.env.TIDE_DB);

const app = express();
app.use(session({ secret: process.env.TIDE_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('high'));
app.listen(3000);
