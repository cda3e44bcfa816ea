import MongoStore from 'connect-mongo';

export let chosen = {};

export function choose() {
  if (process.env.DAO === 'MONGO') {
    chosen = {
      store: MongoStore.create({ mongoUrl: process.env.MONGO_URL, ttl: 1000 }),
    };
  }
}
