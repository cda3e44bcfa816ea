import 'dotenv/config';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';
import session from 'express-session';

class Anchorage {
  store = new session.MemoryStore();
}

class Port {
  constructor(url) {
    this.store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' });
  }
}

export const harbour = process.env.REDIS_URL ? new Port(process.env.REDIS_URL) : new Anchorage();
