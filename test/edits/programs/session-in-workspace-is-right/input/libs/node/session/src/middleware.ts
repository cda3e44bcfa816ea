import { MongoStore } from 'connect-mongo';
import session from 'express-session';

export const createSession = () =>
  session({
    secret: process.env.SESSION_SECRET as string,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGODB_URI as string }),
  });
