import 'dotenv/config';
import express from 'express';
import redis from 'redis';
import session from 'express-session';
import connectRedis from 'connect-redis';
import { PORT, REDIS_HOST, REDIS_PORT } from './constants';

const app = express();
const RedisStore = connectRedis(session);
app.use(session({
  store: new RedisStore({ client: redis.createClient({ host: REDIS_HOST, port: REDIS_PORT }) }),
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
}));
app.listen(PORT);
