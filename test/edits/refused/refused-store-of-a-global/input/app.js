require('dotenv').config();
require('./globals');
const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ store, secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('files'));
app.listen(3000);
