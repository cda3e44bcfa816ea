import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import memorystore from 'memorystore';

const MemoryStore = memorystore(session);

export function createApp() {
  const app = express();
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new MemoryStore({
      checkPeriod: 86400000, // once a day
    }),
  }));
  app.get('/', (req, res) => res.json(req.session));
  return app;
}

createApp().listen(3000);
