import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import mongoose from 'mongoose';

const common = { resave: false };

export const userSession = session({
  name: 'user.sid',
  secret: process.env.SESSION_SECRET,
  resave: common.resave,
  saveUninitialized: false,
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient()),
  }),
});

export const adminSession = session({
  name: 'admin.sid',
  secret: process.env.SESSION_SECRET,
  resave: common.resave,
  saveUninitialized: false,
  store: MongoStore.create({
    clientPromise: new Promise((resolve) => {
      if (mongoose.connection.readyState === 1) resolve();
      else mongoose.connection.once('connected', resolve);
    }).then(() => mongoose.connection.getClient()),
    collectionName: 'sessions_admin_sid',
  }),
});
