import { RedisStore } from 'connect-redis';
import { createClient } from 'redis';

export const store = (): RedisStore => new RedisStore({ client: createClient({ url: process.env.REDIS_URL }) });
