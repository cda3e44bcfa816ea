const express = require('express');
const session = require('express-session');
const { RedisStore } = require('connect-redis');
const { createClient } = require('redis');
const mongoose = require('mongoose');

mongoose.connect(process.env.MONGO_URL);

const app = express();

if (process.env.NODE_ENV === 'production') {
  const client = createClient({ url: process.env.REDIS_URL });
  client.connect();
  app.set('trust proxy', 1);
  app.use(session({
    store: new RedisStore({ client }),
    secret: process.env.KEY,
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true }
  }));
} else {
  app.use(session({ secret: process.env.KEY, resave: false, saveUninitialized: false }));
}

app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
