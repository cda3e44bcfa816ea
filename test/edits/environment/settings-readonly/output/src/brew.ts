import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { settings } from './settings';

const app = express();

app.use(express.json());

app.use(session({
  secret: settings.sessionSecret,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));

app.get('/beers', (_req, res) => {
  res.json({ hops: settings.hops });
});

app.listen(settings.port);
