const Redis = require('ioredis');
const { RedisStore } = require('connect-redis');

exports.redis = new Redis(process.env.REDIS_URL);
exports.store = () => new RedisStore({ client: exports.redis, prefix: 'visitor:' });
