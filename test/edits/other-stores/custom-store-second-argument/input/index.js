const express = require('express');
const session = require('express-session');
const ShelfStore = require('./shelf-store');

// Sessions are on their own shelf
const store = new ShelfStore(session, { shelf: 'sessions', sessionTimeout: 24 * 60 * 60 * 1000 });

const app = express();
app.use(session({ secret: process.env.SEED_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('seeds'));
app.listen(3000);
