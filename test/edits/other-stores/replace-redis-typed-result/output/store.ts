import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export const store = () => MongoStore.create({
  client: new MongoClient(process.env.MONGODB_URI as string),
  autoRemove: 'interval'
});
