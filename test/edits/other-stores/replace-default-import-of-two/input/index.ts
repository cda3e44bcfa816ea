import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import RedisStore from 'connect-redis';
import { createClient } from 'redis';
import ttl, { title } from './opts';

async function main(): Promise<void> {
  const client = createClient();
  await client.connect();
  const app = express();
  const store = new RedisStore({ client, ttl });
  app.use(session({ secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false, store }));
  app.get('/', (_req, res) => {
    res.send(title);
  });
  app.listen(3000);
}
void main();
