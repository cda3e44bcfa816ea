const session = require('express-session');
const RedisStore = require('connect-redis')(session);
const Redis = require('ioredis');

module.exports = new RedisStore({ client: new Redis() });
