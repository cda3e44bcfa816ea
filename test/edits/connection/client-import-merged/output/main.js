require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { ObjectId, MongoClient } = require('mongodb');

const app = express();
app.use(session({
  secret: process.env.SHELF_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/:id', (req, res) => res.json(new ObjectId(req.params.id)));
app.listen(3000);
