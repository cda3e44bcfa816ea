require('dotenv').config();
const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis').default;
const { createClient } = require('redis');

const client = createClient({ url: process.env.REDIS_URL });
client.connect();
const app = express();
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, store: process.env.REDIS_URL ? new RedisStore({ client }) : undefined }));
app.get('/', (req, res) => res.end());
app.listen(3000);
