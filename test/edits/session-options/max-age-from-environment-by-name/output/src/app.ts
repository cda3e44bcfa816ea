import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const maxAge = process.env.SESSION_TTL as unknown as number;
const app = express();
app.use(session({
  secret: process.env.SECRET!,
  resave: false,
  saveUninitialized: false,
  cookie: { maxAge: Number(maxAge) },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
