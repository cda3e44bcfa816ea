import * as session from "express-session";
import mysqlSession from "express-mysql-session";

const MySQLStore = mysqlSession(session);
const store = new MySQLStore({ host: process.env.DATABASE_HOST });

export const settings = { secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false, store };
