import { createRequire } from 'node:module';
import express from 'express';
import session from 'express-session';

const require = createRequire(import.meta.url);
const RedisStore = require('connect-redis')(session);

const app = express();

app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: new RedisStore({ host: '127.0.0.1' })
}));
app.get('/', (req, res) => res.send('ok'));

app.listen(3000);
