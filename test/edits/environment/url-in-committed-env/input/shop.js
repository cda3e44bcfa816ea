require('dotenv').config();
const express = require('express');
const session = require('express-session');

const shop = express();
shop.use(session({ secret: process.env.HAT_SECRET, resave: false, saveUninitialized: false }));
shop.get('/hats', (req, res) => res.json([]));
shop.listen(process.env.PORT);
