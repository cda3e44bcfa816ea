const dotenv = require('dotenv');
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');
const mongoose = require('mongoose');

dotenv.config();
dotenv.config({ path: `.env.${process.env.NODE_ENV || 'development'}` });
mongoose.connect(process.env.MONGO_URL);

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGO_URL), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('tasks'));
app.listen(3000);
