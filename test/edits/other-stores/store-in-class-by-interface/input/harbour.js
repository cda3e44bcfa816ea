import { RedisStore } from 'connect-redis';
import session from 'express-session';
import { createClient } from 'redis';

class Anchorage {
  store = new session.MemoryStore();
}

class Port {
  constructor(url) {
    const client = createClient({ url });
    client.connect();
    this.store = new RedisStore({ client });
  }
}

export const harbour = process.env.REDIS_URL ? new Port(process.env.REDIS_URL) : new Anchorage();
