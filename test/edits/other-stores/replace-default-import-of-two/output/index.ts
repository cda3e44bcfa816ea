import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { title } from './opts';

async function main(): Promise<void> {
  const app = express();
  const store = MongoStore.create({
    client: new MongoClient(process.env.MONGODB_URI as string),
    autoRemove: 'interval'
  });
  app.use(session({ secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false, store }));
  app.get('/', (_req, res) => {
    res.send(title);
  });
  app.listen(3000);
}
void main();
