import express from 'express';
import session, { CookieOptions } from 'express-session';
const cookie: CookieOptions = { secure: true, sameSite: 'none', partitioned: true };
const app = express();
app.set('trust proxy', 1);
app.use(session({ secret: process.env.SECRET!, resave: false, saveUninitialized: false, cookie }));
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
