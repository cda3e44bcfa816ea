import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const prefix = process.env.PREFIX || '/';
const server = express();

if (process.env.NODE_ENV === 'production') {
  const sirv = (await import('sirv')).default;
  server.use(prefix, sirv('dist/client'));
} else {
  const vite = await (await import('vite')).createServer({ server: { middlewareMode: true } });
  server.use(vite.middlewares);
}

server.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));

server.use('*all', (req, res) => {
  res.send('<p>berths</p>');
});
server.listen(4000);
