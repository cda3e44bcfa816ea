const express = require('express');
const session = require('express-session');
const store = require('./storage');

const app = express();

app.use(session({ secret: process.env.STAR_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('stars'));

store.open().then(() => app.listen(4100));
