const express = require('express');
const session = require('express-session');
const { countBoats } = require('./database');

const app = express();
app.use(session({ secret: process.env.MARINA_SECRET, resave: false, saveUninitialized: false }));
app.get('/', async (req, res) => res.json(await countBoats()));
app.listen(3000);
