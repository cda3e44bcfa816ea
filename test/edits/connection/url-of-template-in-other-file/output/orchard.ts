import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { connectToTrees } from './trees.js';

const app = express();
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({
    client: new MongoClient(`mongodb+srv://${process.env.DB_USER}:${process.env.DB_PASSWORD}@orchard.example.net/trees`),
    autoRemove: 'interval'
  })
}));
app.get('/trees', (_req, res) => {
  res.json([]);
});

await connectToTrees();
app.listen(3000);
