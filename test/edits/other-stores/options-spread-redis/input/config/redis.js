const session = require('express-session');
const RedisStore = require('connect-redis')(session);
const Redis = require('ioredis');

exports.connectStore = () => new RedisStore({ client: new Redis() });
