import session from 'express-session';
import { MongoStore } from 'connect-mongo';

const common = { resave: false };

export const userSession = session({
  name: 'user.sid',
  secret: process.env.SESSION_SECRET,
  resave: common.resave,
  saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.MONGODB_URI }),
});

export const adminSession = session({
  name: 'admin.sid',
  secret: process.env.SESSION_SECRET,
  resave: common.resave,
  saveUninitialized: false,
  store: MongoStore.create({ mongoUrl: process.env.MONGODB_URI, collectionName: 'adminSessions' }),
});
