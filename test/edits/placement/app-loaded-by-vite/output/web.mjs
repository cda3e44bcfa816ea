import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import helmet from 'helmet';

const web = express();
web.use(helmet());

web.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));

if (process.env.NODE_ENV === 'production') {
  web.use(express.static('build/client'));
  const built = await import('./build/server/index.js');
  web.use(built.handler);
} else {
  const { createServer } = await import('vite');
  const dev = await createServer({ server: { middlewareMode: true } });
  web.use(dev.middlewares);
  web.use(async (request, response, next) => {
    const source = await dev.ssrLoadModule('./server/handler.ts');
    return source.handler(request, response, next);
  });
}

web.listen(3000);
