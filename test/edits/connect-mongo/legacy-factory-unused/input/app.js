const express = require('express');
const session = require('express-session');
const passport = require('passport');
const connection = require('./config/database');
const MongoStore = require('connect-mongo')(session);
require('dotenv').config();

const app = express();
app.use(express.json());
app.use(passport.initialize());
app.use(passport.session());
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
