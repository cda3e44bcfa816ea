const express = require('express');
const session = require('express-session');
const { openStore } = require('./sessions');

const app = express();
app.use(session({ secret: process.env.WORD_SECRET, resave: false, saveUninitialized: false, store: openStore() }));
app.get('/', (req, res) => res.send('words'));
app.listen(3000);
