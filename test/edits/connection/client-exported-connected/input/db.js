import { MongoClient } from 'mongodb';

export const client = await MongoClient.connect(process.env.MONGO_URI);
