require('dotenv').config();
const express = require('express');
const session = require('express-session');
const cookieOptions = { httpOnly: true, maxAge: 60 * 60 * 24 };
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, cookie: cookieOptions }));
app.get('/', (req, res) => { req.session.n = 1; res.end(); });
app.listen(3000);
