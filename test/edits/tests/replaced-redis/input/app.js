const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis').default;
const { createClient } = require('redis');

const client = createClient();
client.connect();

const app = express();
app.use(session({ store: new RedisStore({ client }), secret: 'bowler', resave: false, saveUninitialized: false }));
app.get('/hats', (req, res) => res.json([]));

module.exports = app;
