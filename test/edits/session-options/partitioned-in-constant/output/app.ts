import 'dotenv/config';
import express from 'express';
import session, { CookieOptions } from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
const cookie: CookieOptions = { secure: true, sameSite: 'none', partitioned: true };
const app = express();
app.set('trust proxy', 1);
app.use(session({
  secret: process.env.SECRET!,
  resave: false,
  saveUninitialized: false,
  cookie,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
