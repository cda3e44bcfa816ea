require('dotenv').config();
const express = require('express');
const session = require('express-session');

const app = express();
app.use(session({ secret: process.env.QUAY_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('quay'));
module.exports = app;
if (require.main === module) app.listen(3000);
