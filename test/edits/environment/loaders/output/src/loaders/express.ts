import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import routes from '@/api';

export default ({ app }: { app: express.Application }) => {
  /**
   * Health checks.
   */
  app.get('/status', (req, res) => {
    res.status(200).end();
  });

  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET as string,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
  }));
  app.use('/api', routes());
};
