require('dotenv').config();
const csrf = require('csurf');
const express = require('express');
const flash = require('connect-flash');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(flash());
app.use(csrf({ cookie: true }));
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.json(req.flash('info')));
app.listen(3000);
