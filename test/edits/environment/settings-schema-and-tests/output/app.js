import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import env from './env.js';

const app = express();
app.use(session({
  secret: process.env.SESSION_SECRET || (process.env.NODE_ENV === 'test' ? 'test' : undefined),
  resave: false,
  saveUninitialized: false,
  store: process.env.NODE_ENV === 'test'
    ? undefined
    : MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
app.get('/', (req, res) => res.send(env.GREETING));

export default app;
