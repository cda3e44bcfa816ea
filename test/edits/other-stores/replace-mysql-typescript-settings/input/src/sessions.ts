import session from 'express-session';
import mysqlSession from 'express-mysql-session';

const settings = {
  host: process.env.DATABASE_HOST as string,
  port: Number(process.env.DATABASE_PORT) as number,
};

const MySQLStore = mysqlSession(session as any);

const store = new MySQLStore(settings);

export const sessions = session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  store,
});
