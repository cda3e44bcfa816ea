import { MongoClient, ReadPreference } from 'mongodb';
export const client = new MongoClient(process.env.MONGO_URL, { readPreference: ReadPreference.SECONDARY_PREFERRED, maxPoolSize: 5 });
