import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export const app = express();

app.use(
  session({
    secret: process.env.PLANETARIUM_SECRET,
    resave: false,
    store:
      process.env.NODE_ENV === 'test'
        ? undefined
        : MongoStore.create({
            client: new MongoClient(process.env.MONGODB_URI),
            autoRemove: 'interval',
          }),
    saveUninitialized: false,
  })
);
app.get('/planets', (req, res) => res.json([...(req.session.planets ?? [])]));

app.listen(3000);
