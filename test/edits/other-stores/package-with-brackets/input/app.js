require('dotenv').config();
const express = require('express');
const session = require('express-session');
const ShelfStore = require('store(1')(session);
const shelf = new ShelfStore();

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: shelf }));
app.get('/', (req, res) => res.send('jam'));
app.listen(3000);
