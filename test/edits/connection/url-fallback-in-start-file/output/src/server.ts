import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export function startServer(port: number): void {
  const app = express();
  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET as string,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({
      client: new MongoClient(process.env.MONGODB_URI || 'mongodb://localhost:27017/books'),
      autoRemove: 'interval'
    })
  }));
  app.get('/', (req, res) => {
    res.send('books');
  });
  app.listen(port);
}
