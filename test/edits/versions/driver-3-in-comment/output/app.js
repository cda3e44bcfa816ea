// const { MongoClient } = require('mongodb');
require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');

mongoose.connect(process.env.DB_URI);
const Grade = mongoose.model('grade', new mongoose.Schema({ points: Number }));

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
}));
app.get('/grades', (req, res) => {
  Grade.find({}).exec((error, grades) => res.json(error || grades));
});
app.listen(3000);
