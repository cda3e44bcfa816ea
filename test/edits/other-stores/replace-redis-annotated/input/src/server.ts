import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { RedisStore } from 'connect-redis';
import { createClient } from 'redis';

const redis = createClient();
redis.connect().catch(console.error);
const store: RedisStore = new RedisStore({ client: redis });

const app = express();
app.use(express.json());
app.use(session({ store, secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => { res.json(req.session); });
app.listen(3000);
