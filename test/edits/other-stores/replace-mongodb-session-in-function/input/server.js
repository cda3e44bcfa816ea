require('dotenv').config();
const express = require('express');
const session = require('express-session');
const sessionConfig = require('./config/session');

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use(session(sessionConfig()));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
