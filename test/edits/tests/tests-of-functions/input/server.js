const express = require('express');
const session = require('express-session');
const { height } = require('./height');

const app = express();
app.use(session({ secret: 'at the pier', resave: false, saveUninitialized: false }));
app.get('/height', (req, res) => res.json(height(req.query.hour)));
app.listen(3000);
