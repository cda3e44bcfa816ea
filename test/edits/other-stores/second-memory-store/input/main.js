const express = require('express');
const session = require('express-session');
const { protect } = require('./protect');

const app = express();
app.use(session({ secret: process.env.DOCK_SECRET, resave: false, saveUninitialized: false }));
app.use(protect.middleware());
app.get('/', (req, res) => res.send('dock'));
app.listen(3000);
