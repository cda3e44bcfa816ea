import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' });

export const sessions = session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  store,
});
