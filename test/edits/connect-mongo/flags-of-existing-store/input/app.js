require('dotenv').config();
const { MongoStore } = require('connect-mongo');
const express = require('express');
const session = require('express-session');

const app = express();
const store = MongoStore.create({ mongoUrl: process.env.MONGODB_URI });
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store }));
app.listen(3000);
