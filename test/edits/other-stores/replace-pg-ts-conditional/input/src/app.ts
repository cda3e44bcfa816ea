import express from 'express';
import session from 'express-session';
import pgSession from 'connect-pg-simple';

const store = process.env.NODE_ENV === 'test' ? undefined : new (pgSession(session))({ createTableIfMissing: true });

export const app = express();
app.use(session({ store, secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false }));
app.get('/', (_req, res) => {
  res.send('ok');
});
app.listen(3000);
