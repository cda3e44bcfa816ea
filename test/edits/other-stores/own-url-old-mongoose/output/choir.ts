import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import mongoose from 'mongoose';

mongoose.connect(process.env.CHOIR_DB as string);

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    client: new MongoClient('mongodb://sessions.example.net/visits'),
    autoRemove: 'interval',
    stringify: false
  })
}));
app.get('/', (_req, res) => {
  res.send('choir');
});
app.listen(3000);
