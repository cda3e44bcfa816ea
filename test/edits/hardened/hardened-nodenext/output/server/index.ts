import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { SessionStore, connect } from './session-store.js';

const kiosk = express();

kiosk.use(express.urlencoded({ extended: false }));
kiosk.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: new SessionStore(connect(process.env.MONGODB_URI as string))
}));
kiosk.get('/tickets', (_req, res) => {
  res.json([]);
});

kiosk.listen(8080);
