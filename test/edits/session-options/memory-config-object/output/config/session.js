import 'dotenv/config';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export const sessionConfig = {
  name: 'sid',
  secret: process.env.SESS_SECRET,
  resave: false,
  saveUninitialized: false,
  cookie: {
    httpOnly: true,
    maxAge: 1000 * 60 * 60, // one hour
  }, // cookie
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
};
