const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis')(session);
const redis = require('redis');
const client = redis.createClient(process.env.REDIS_URL).on('error', console.error);
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: new RedisStore({ client }).on('disconnect', () => console.log('x')) }));
app.get('/', (req, res) => res.send('x'));
app.listen(3000);
