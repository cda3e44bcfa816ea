import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { options } from './options';

const app = express();

app.use(express.urlencoded({ extended: false }));

app.use(session({
  secret: options.cookieKey as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));

app.get('/departures', (_req, res) => {
  res.json({ harbour: options.harbour, departures: [] });
});

app.listen(options.port);
