import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { settings } from './settings';

export function startServer(): void {
  const app = express();
  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET as string,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: new MongoClient(settings.database.url), autoRemove: 'interval' })
  }));
  app.get('/crossings', (_req, res) => {
    res.json([]);
  });
  app.listen(settings.port);
}
