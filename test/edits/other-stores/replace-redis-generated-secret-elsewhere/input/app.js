require('dotenv').config();
const express = require('express');
const session = require('express-session');
const RedisStore = require('connect-redis')(session);
const { v4 } = require('uuid');

const token = v4();
console.log(`Token of this process: ${token}`);

const app = express();
app.use(session({ secret: token, resave: false, saveUninitialized: false, store: new RedisStore({ host: 'cache' }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
