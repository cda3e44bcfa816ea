const express = require('express');
const session = require('express-session');
const redis = require('redis');
const RedisStore = require('connect-redis')(session);

const client = redis.createClient();
let store;
client.on('ready', () => {
  store = new RedisStore({ client });
});

const app = express();
app.use(session({ secret: process.env.RUMOUR_SECRET, resave: false, saveUninitialized: false, store }));
app.get('/', (req, res) => res.send('psst'));
app.listen(3000);
