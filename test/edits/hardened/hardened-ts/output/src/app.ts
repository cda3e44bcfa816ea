import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { SessionStore } from './session-store';
import mongoose from 'mongoose';

mongoose.connect(process.env.MONGODB_URI as string, { dbName: 'shop' });

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: new SessionStore(Promise.resolve(mongoose.connection.getClient()))
}));
app.get('/', (req, res) => { res.send('ok'); });
app.listen(3000);
