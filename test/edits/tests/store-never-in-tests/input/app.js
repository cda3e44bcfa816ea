const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis').default;
const Redis = require('ioredis');

const store = process.env.NODE_ENV === 'test' ? undefined : new RedisStore({ client: new Redis(process.env.REDIS_URL) });

const app = express();
app.use(session({ store, secret: process.env.FERRY_SECRET || 'only here', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ferries'));

module.exports = app;
