require('dotenv').config();
const express = require('express');
const session = require('express-session');
const pool = require('./pool');
const store = require('./store');

const app = express();
app.use(session({ secret: process.env.TOOL_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => pool.query('select 1', (error, rows) => res.json(rows)));
app.listen(3000);
