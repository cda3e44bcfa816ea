import { MongoClient } from 'mongodb';

export function connect() {
  return new MongoClient(process.env.MONGO_URL).connect();
}
