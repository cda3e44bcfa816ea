require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
app.use(express.json());

const base = {
  secret: process.env.SESSION_SECRET,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
};
app.use(session(Object.assign({}, base, { resave: false })));

app.get('/', (req, res) => res.json(req.session.cart));

app.listen(3000);
