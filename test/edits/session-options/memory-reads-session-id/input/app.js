const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: true }));
app.get('/', (req, res) => res.send(req.sessionID));
app.listen(3000);
