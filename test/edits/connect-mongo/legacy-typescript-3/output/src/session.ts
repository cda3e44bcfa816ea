import session from "express-session";
const { MongoStore } = require("connect-mongo");

export const makeSession = () =>
  session({
    secret: process.env.SESSION_SECRET!,
    resave: false,
    saveUninitialized: false,
    store: new MongoStore({
      mongoUrl: process.env.MONGODB_URI as string,
    }),
  });
