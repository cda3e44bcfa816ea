const session = require('express-session');
const redis = require('redis');
const RedisStore = require('connect-redis')(session);

exports.openStore = function () {
  try {
    return new RedisStore({ client: redis.createClient(process.env.REDIS_URL) });
  } catch (error) {
    console.error('No session store', error);
  }
};
