const express = require('express');
const tokenSession = require('jwt-redis-session');
const redis = require('redis');

const app = express();
app.use(tokenSession({ client: redis.createClient(), secret: process.env.TOKEN_SECRET, requestKey: 'session' }));
app.use(express.json());
app.get('/', (req, res) => res.json(req.session.user));
app.listen(3000);
