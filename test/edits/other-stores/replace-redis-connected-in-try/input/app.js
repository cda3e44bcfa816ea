require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { createClient } = require('redis');
const RedisStore = require('connect-redis')(session);

async function start() {
  const redis = createClient({ url: process.env.REDIS_URL, legacyMode: true });

  try {
    await redis.connect();
    console.log('Redis is ready');
  } catch (error) {
    console.error('Redis is not ready', error);
    process.exit(1);
  }

  const app = express();
  app.use(session({
    secret: process.env.SECRET,
    resave: false,
    saveUninitialized: false,
    store: new RedisStore({ client: redis })
  }));
  app.get('/', (req, res) => res.send('ok'));
  app.listen(3000);
}

start();
