require('dotenv').config();
const express = require('express');
const expressSession = require('express-session');

const app = express();
const handlers = {
  shop: expressSession({ secret: process.env.SECRET, resave: false, saveUninitialized: false }),
};

app.use((req, res, next) => handlers.shop(req, res, next));
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
