import * as session from "express-session";
import expressMySqlSession from "express-mysql-session";

const MySQLStore = expressMySqlSession(session);

const store = new MySQLStore({ host: process.env.DATABASE_HOST, user: "tasks" });

export const settings = {
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  store,
};
