require('dotenv').config();
const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis').default;
const { createClient } = require('redis');

let store;
function sessionStore() {
  if (!store) {
    const client = createClient({ url: process.env.REDIS_URL });
    client.connect();
    store = new RedisStore({ client });
  }
  return store;
}

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: sessionStore() }));
app.get('/', (req, res) => res.end());
app.listen(3000);
