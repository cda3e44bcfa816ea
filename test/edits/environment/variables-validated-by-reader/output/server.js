import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import mongoose from 'mongoose';
import env from './env.js';

await mongoose.connect(env.DATABASE_URL);

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.json({}));
app.listen(env.PORT);
