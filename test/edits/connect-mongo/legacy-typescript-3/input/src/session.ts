import { connection as mongooseConnection } from "mongoose";
import session from "express-session";
import connectMongo from "connect-mongo";

const MongoStore = connectMongo(session);

export const makeSession = () =>
  session({
    secret: process.env.SESSION_SECRET!,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({
      mongooseConnection,
    }),
  });
