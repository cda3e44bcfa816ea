const express = require('express');
const session = require('express-session');
const { routes } = require('./routes');

const app = express();
app.use(session({ secret: process.env.MARINA_SECRET, resave: false, saveUninitialized: false }));
app.use(routes);
app.listen(3000);
