import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import RedisStore from 'connect-redis';
import Redis from 'ioredis';
import { sessionOptions } from './session-options.js';

const app = express();
app.use(session({ ...sessionOptions, store: new RedisStore({ client: new Redis(process.env.REDIS_URL) }) }));
app.get('/', (req, res) => res.send('harbour'));
app.listen(3000);
