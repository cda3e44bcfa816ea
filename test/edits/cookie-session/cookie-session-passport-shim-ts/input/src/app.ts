import 'dotenv/config';
import express, { NextFunction, Request, Response } from 'express';
import cookieSession from 'cookie-session';

// extend cookie session with the methods of passport
const extendSession = (req: Request, _res: Response, next: NextFunction): void => {
  if (req.session && !req.session.regenerate) {
    req.session.regenerate = (cb: () => void) => cb();
  }
  next();
};

const app = express();
app.use(cookieSession({ name: 'session', secret: process.env.SESSION_SECRET }));
app.use(extendSession);
app.get('/', (req, res) => {
  res.send('books');
});
app.listen(3000);
