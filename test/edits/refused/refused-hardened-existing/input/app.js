const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
app.use(session({ secret: process.env.KEY, resave: false, saveUninitialized: false, store: MongoStore.create({ mongoUrl: process.env.DB }) }));
app.listen(3000);
