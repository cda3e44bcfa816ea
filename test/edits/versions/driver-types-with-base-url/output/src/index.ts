import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

mongoose.connect(process.env.MONGO_URL as string);
const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGO_URL as string), autoRemove: 'interval' })
}));
app.get('/departures', (req, res) => res.json([]));
app.listen(3000);
