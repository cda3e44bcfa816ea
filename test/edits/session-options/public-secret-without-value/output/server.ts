import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const app = express();
app.use(session({
  secret: process.env.GOOGLE_CLIENT_ID as string,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
