const express = require('express');
const session = require('express-session');
const app = express();
let store = new session.MemoryStore();
if (process.env.REDIS_URL) {
  const RedisStore = require('connect-redis')(session);
  const Redis = require('ioredis');
  store = new RedisStore({ client: new Redis(process.env.REDIS_URL) });
}
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
