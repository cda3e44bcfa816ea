import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const app = express();
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
