require('dotenv').config();
const express = require('express');
const session = require('express-session');
const redis = require('redis');
const RedisStore = require('connect-redis')(session);
const client = redis.createClient();
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false,
  store: new RedisStore({ client }), // keep sessions in Redis
 }));
app.get('/x', (req, res) => client.get('x', (e, v) => res.json(v)));
app.get('/', (req, res) => {
  req.session.n = 1;
  res.end();
});
app.listen(process.env.PORT || 3000);
