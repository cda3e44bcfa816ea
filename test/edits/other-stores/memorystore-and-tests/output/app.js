import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import memorystore from 'memorystore';

const MemoryStore = memorystore(session);

export function createApp() {
  const app = express();
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: process.env.NODE_ENV === 'test'
      ? new MemoryStore({
        checkPeriod: 86400000, // once a day
      })
      : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
  }));
  app.get('/', (req, res) => res.json(req.session));
  return app;
}

createApp().listen(3000);
