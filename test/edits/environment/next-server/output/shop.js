import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import next from 'next';

const site = next({ dev: true });

async function main() {
  await site.prepare();
  const shop = express();
  shop.use(express.json());
  shop.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
  }));
  shop.post('/cart', (req, res) => {
    req.session.cart = req.body;
    res.end();
  });
  shop.use((req, res) => site.getRequestHandler()(req, res));
  shop.listen(3000);
}

main();
