const express = require('express');
const session = require('express-session');
const { BedStore } = require('./bed-store');

const app = express();
app.use(session({ secret: process.env.BED_SECRET, resave: false, saveUninitialized: false, cookie: { maxAge: 3600000 }, store: new BedStore({ maxIdleSeconds: 3600 }) }));
app.get('/', (req, res) => res.send('beds'));
app.listen(3000);
