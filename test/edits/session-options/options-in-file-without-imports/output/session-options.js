import 'dotenv/config';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export const options = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
};
