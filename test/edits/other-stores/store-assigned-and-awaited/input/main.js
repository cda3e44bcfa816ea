const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis').default;
const { createClient } = require('redis');

let store;

async function openStore() {
  const client = createClient();
  await client.connect();
  store = new RedisStore({ client });
}

async function main() {
  await openStore();
  const app = express();
  app.use(session({ secret: process.env.STAR_SECRET, resave: false, saveUninitialized: false, store }));
  app.get('/', (req, res) => res.send('stars'));
  app.listen(3000);
}

main();
