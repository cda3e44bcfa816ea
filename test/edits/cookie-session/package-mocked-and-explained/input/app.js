import 'dotenv/config';
import express from 'express';
import cookieSession from 'cookie-session';

export const app = express();

app.use(cookieSession({ name: 'toll', secret: process.env.SESSION_SECRET, maxAge: 60 * 60 * 1000 }));

// cookie-session has no regenerate(), which our sign-in calls.
app.use((req, res, next) => {
  req.session.regenerate ??= (done) => done();
  next();
});
app.get('/', (req, res) => res.send('ok'));
