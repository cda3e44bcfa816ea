import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import mongoose from 'mongoose';

async function main() {
  const app = express();
  await mongoose.connect(process.env.DB_URI, { dbName: 'shop' });
  app.use(express.json());
  app.use(session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
    store: MongoStore.create({ client: mongoose.connection.getClient(), dbName: 'shop', autoRemove: 'interval' })
  }));
  app.get('/', (req, res) => res.send('ok'));
  app.listen(3000);
}

main().catch(console.error);
