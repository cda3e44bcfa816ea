import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const production = process.env.NODE_ENV === 'production';

const app = express();
let vite;

if (!production) {
  const { createServer } = await import('vite');
  vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' });
  app.use(vite.middlewares);
} else {
  const { default: compression } = await import('compression');
  const { default: sirv } = await import('sirv');
  app.use(compression());
  app.use('/', sirv('./dist/client', { extensions: [] }));
}

app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));

app.use('*all', async (req, res) => {
  req.session.pages = (req.session.pages ?? 0) + 1;
  res.status(200).set('Content-Type', 'text/html').send('<p>page ' + req.session.pages + '</p>');
});

app.listen(process.env.PORT || 5173);
