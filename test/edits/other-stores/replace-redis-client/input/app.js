require('dotenv').config();
const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis').default;
const { createClient } = require('redis');
const mongoose = require('mongoose');

const redisClient = createClient({ url: process.env.REDIS_URL });
redisClient.on('error', (error) => console.error('redis', error));
redisClient.connect().catch(console.error);

const redisStore = new RedisStore({ client: redisClient, prefix: 'shop:', ttl: 86400 });

mongoose.connect(process.env.MONGO_URI);
const app = express();
app.use(express.json());
app.use(session({ store: redisStore, secret: process.env.SESSION_SECRET, resave: 'true', saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
