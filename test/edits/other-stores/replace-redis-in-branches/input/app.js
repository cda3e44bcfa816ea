require('dotenv').config();
var express = require('express');
var session = require('express-session');
var RedisStore = require('connect-redis')(session);
var Redis = require('ioredis');

var app = express();
app.use(express.json());

var options = {
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false
};
if (process.env.NODE_ENV === 'production') {
  options.store = new RedisStore({ client: new Redis.Cluster(process.env.REDIS_NODES.split(',')) });
} else {
  options.store = new RedisStore({ client: new Redis() });
}
app.use(session(options));
app.get('/', function (req, res) { res.json(req.session); });
app.listen(3000);
