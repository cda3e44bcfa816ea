module.exports = function (session) {
  var RedisStore = require('connect-redis')(session);
  return new RedisStore({ host: process.env.REDIS_HOST, port: 6379 });
};
