import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import mongoose from 'mongoose';

export const visitors = session({
  secret: process.env.QUARRY_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient())
  })
});
