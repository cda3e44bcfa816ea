import { RedisStore } from 'connect-redis';
import Redis from 'ioredis';

export const client = () => new Redis(process.env.REDIS_URL);
export const store = () => new RedisStore({ client: client() });
