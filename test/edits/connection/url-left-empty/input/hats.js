import 'dotenv/config';
import { MongoClient } from 'mongodb';

export const database = process.env.HATS_DB;

export async function hats() {
  if (!database) return [];
  const client = await new MongoClient(database).connect();
  return client.db().collection('hats').find().toArray();
}
