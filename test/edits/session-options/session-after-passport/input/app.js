const express = require('express');
const session = require('express-session');
const passport = require('passport');

const app = express();
app.use(express.json());
app.use(passport.initialize());
app.use(passport.session());
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));

app.get('/', (req, res) => res.json(req.user));

app.listen(3000);
