const express = require('express');
const session = require('express-session');
const mongo = require('connect-mongo');
const createStore = mongo;
const Sessions = createStore(session);

const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: new Sessions({ url: process.env.DB }) }));
app.listen(3000);
