import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export const app = express();

app.use(session({
  name: 'toll',
  secret: process.env.SESSION_SECRET,
  cookie: { maxAge: 60 * 60 * 1000 },
  resave: false,
  saveUninitialized: false,
  store: process.env.NODE_ENV === 'test'
    ? undefined
    : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));

// cookie-session has no regenerate(), which our sign-in calls.
app.use((req, res, next) => {
  req.session.regenerate ??= (done) => done();
  next();
});
app.get('/', (req, res) => res.send('ok'));
