import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import connectRedis from 'connect-redis';
import redis from 'redis';

export const RedisStore = connectRedis(session);
const store = new RedisStore({ client: redis.createClient() });

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store }));
app.listen(3000);
