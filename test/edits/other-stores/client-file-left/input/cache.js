const Redis = require('ioredis');

class Cache {
  constructor() {
    this.client = new Redis(process.env.REDIS_URL);
  }
}

module.exports = Cache;
