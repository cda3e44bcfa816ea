require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { redis, store } = require('./redis');

const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: store() }));
app.get('/online', async (req, res) => res.json((await redis.keys('visitor:*')).length));
app.get('/visitors/:id', async (req, res) => res.json(await redis.get(`visitor:${req.params.id}`)));
app.get('/prices', async (req, res) => res.json(await redis.get('prices')));
app.listen(3000);
