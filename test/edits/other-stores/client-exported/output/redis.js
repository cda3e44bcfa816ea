import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import Redis from 'ioredis';

export const client = () => new Redis(process.env.REDIS_URL);
export const store = () => MongoStore.create({
  client: new MongoClient(process.env.MONGODB_URI),
  autoRemove: 'interval'
});
