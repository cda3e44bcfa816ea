import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import { renderPage, createDevMiddleware } from 'vike/server';

const isProduction = process.env.NODE_ENV === 'production';
start();

async function start() {
  const app = express();
  if (isProduction) {
    const sirv = (await import('sirv')).default;
    app.use(sirv('dist/client'));
  } else {
    const { devMiddleware } = await createDevMiddleware({ root: '.' });
    app.use(devMiddleware);
  }
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
  }));
  app.get('*', async (req, res) => {
    const pageContext = await renderPage({ urlOriginal: req.originalUrl });
    res.send(pageContext.httpResponse.body);
  });
  app.listen(3000);
}
