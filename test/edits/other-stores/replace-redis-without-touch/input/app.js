const express = require('express');
const session = require('express-session');
const { RedisStore } = require('connect-redis');
const { createClient } = require('redis');

const client = createClient({ url: process.env.REDIS_URL });
client.connect().catch(console.error);

const app = express();
app.use(session({
  store: new RedisStore({ client, prefix: 'shop:', disableTouch: true }),
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
