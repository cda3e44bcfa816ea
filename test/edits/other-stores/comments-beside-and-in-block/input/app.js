const express = require('express');
const session = require('express-session');
// sessions live in Redis
const RedisStore = require('connect-redis').default;
const Redis = require('ioredis');

/* Redis connection */
const redis = new Redis(process.env.REDIS_URL);
const app = express();
app.use(session({
  store: new RedisStore({ client: redis }), // Redis-backed store
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false
}));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
