import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { PORT } from './constants';

const app = express();
app.use(session({
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' }),
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
}));
app.listen(PORT);
