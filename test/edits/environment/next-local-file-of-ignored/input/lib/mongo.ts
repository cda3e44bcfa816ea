import { MongoClient } from 'mongodb';

export const clientPromise = new MongoClient(process.env.MONGODB_URI!).connect();
