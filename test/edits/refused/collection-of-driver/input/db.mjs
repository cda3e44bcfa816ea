import { MongoClient } from 'mongodb';
export const client = new MongoClient(process.env.MONGO_URL);
const db = client.db('cinema');
export const films = db.collection('films');
export const sessions = db.collection('sessions');
