import { MongoClient } from 'mongodb';

export const storage = new MongoClient(process.env.ORCHARD_DB as string);
